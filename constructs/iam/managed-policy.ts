import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { type DesignReason, statementsSeen } from "../../model/design";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import { byDesign } from "../by-design";

export interface ManagedPolicyProps {
  readonly name: string;
  readonly description: string;
  /** AWS allows 6,144 characters. */
  readonly statements: readonly PolicyStatement[];
  /** Why its wildcards are meant. */
  readonly reason: DesignReason;
}

/** A policy that several roles share, or that bounds them. */
export class ManagedPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, description, statements, reason }: ManagedPolicyProps) {
    super(scope, id);
    const policy = new IamPolicy(this, "policy", { name, description, policy: policyDocument(statements) });
    byDesign(policy, { ...reason, seen: [...statementsSeen(statements), { name, description }] });
    this.arn = policy.arn;
  }
}
