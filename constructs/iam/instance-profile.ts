import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface InstanceProfileProps {
  readonly name: string;
  readonly roleName: string;
  /** Policies of AWS's own. */
  readonly managedPolicyArns: readonly string[];
}

/** Hands a role to instances, with what the agents of Systems Manager and CloudWatch ask for. Stateless. */
export class InstanceProfile extends Construct {
  readonly arn: string;
  readonly attached: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: InstanceProfileProps) {
    super(scope, id);
    this.attached = props.managedPolicyArns.map(
      (policyArn) =>
        new IamRolePolicyAttachment(this, `attached-${policyArn.slice(policyArn.lastIndexOf("/") + 1)}`, {
          role: props.roleName,
          policyArn,
        }),
    );
    this.arn = new IamInstanceProfile(this, "profile", { name: props.name, role: props.roleName }).arn;
  }
}
