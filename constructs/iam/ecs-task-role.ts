import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ArnScope } from "../../model/arn";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import { ecsTaskTrustPolicy } from "../../model/task-permissions";

export interface EcsTaskRoleProps {
  readonly name: string;
  readonly account: ArnScope;
  /** Runs may make roles within this policy only. */
  readonly boundaryArn: string;
  readonly statements: readonly PolicyStatement[];
}

/** A role that ECS alone assumes, for tasks of this account: what the program may do, or what starting it takes. */
export class EcsTaskRole extends Construct {
  readonly arn: string;
  /** Tasks started before the policy is attached would fail. */
  readonly attachedPolicy: ITerraformDependable;

  constructor(scope: Construct, id: string, props: EcsTaskRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: props.name,
      assumeRolePolicy: ecsTaskTrustPolicy(props.account),
      permissionsBoundary: props.boundaryArn,
    });
    this.arn = role.arn;
    this.attachedPolicy = new IamRolePolicy(this, "policy", {
      name: props.name,
      role: role.id,
      policy: policyDocument(props.statements),
    });
  }
}
