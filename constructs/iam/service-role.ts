import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type DesignReason, statementsSeen } from "../../model/design";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import { byDesign } from "../by-design";

export interface ServiceRoleProps {
  readonly name: string;
  /** Lets the one AWS service assume it that starts what it is for. */
  readonly trustPolicy: string;
  /** Runs may make roles within this policy only. */
  readonly boundaryArn: string;
  readonly statements: readonly PolicyStatement[];
  /** Why wildcards in them are meant; absent where they would be somebody's choice. */
  readonly reason?: DesignReason;
}

/** A role that one AWS service assumes for this account: what a program may do, or what starting it takes. */
export class ServiceRole extends Construct {
  readonly arn: string;
  readonly roleName: string;
  /** What is started before the policy is attached would fail. */
  readonly attachedPolicy: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: props.name,
      assumeRolePolicy: props.trustPolicy,
      permissionsBoundary: props.boundaryArn,
    });
    this.arn = role.arn;
    this.roleName = role.name;
    const policy = new IamRolePolicy(this, "policy", {
      name: props.name,
      role: role.id,
      policy: policyDocument(props.statements),
    });
    this.attachedPolicy = policy;
    if (props.reason === undefined) return;
    byDesign(policy, {
      ...props.reason,
      seen: [...statementsSeen(props.statements), { name: props.name, role: role.id }],
    });
  }
}
