import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";

export interface ManagedPolicyProps {
  readonly name: string;
  readonly description: string;
  /** AWS allows 6,144 characters. */
  readonly statements: readonly PolicyStatement[];
}

/** A policy that several roles share, or that bounds them. */
export class ManagedPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, description, statements }: ManagedPolicyProps) {
    super(scope, id);
    this.arn = new IamPolicy(this, "policy", { name, description, policy: policyDocument(statements) }).arn;
  }
}
