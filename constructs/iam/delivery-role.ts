import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { type DesignReason, statementsSeen } from "../../model/design";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import { byDesign } from "../by-design";

export interface DeliveryRoleProps {
  readonly name: string;
  readonly description: string;
  /** Whose tokens may assume it. */
  readonly trustPolicy: string;
  readonly boundaryArn: string;
  /** Policies that are attached to it; AWS attaches ten. */
  readonly policyArns: readonly string[];
  /** Rights of its own; AWS allows 10,240 characters. */
  readonly statements: readonly PolicyStatement[];
  /** Why wildcards in them are meant. */
  readonly reason: DesignReason;
}

/** A role that a token of GitHub or Terraform Cloud opens, for an hour at most. */
export class DeliveryRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeliveryRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: props.trustPolicy,
      permissionsBoundary: props.boundaryArn,
      maxSessionDuration: 3600,
    });
    this.arn = role.arn;
    for (const [index, policyArn] of props.policyArns.entries()) {
      const id = index === 0 ? "shared-policy" : `shared-policy-${index + 1}`;
      new IamRolePolicyAttachment(this, id, { role: role.name, policyArn });
    }
    if (props.statements.length > 0) {
      const policy = new IamRolePolicy(this, "policy", {
        name: props.name,
        role: role.name,
        policy: policyDocument(props.statements),
      });
      const seen = [...statementsSeen(props.statements), { name: props.name, role: role.name }];
      byDesign(policy, { ...props.reason, seen });
    }
  }
}
