import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";

export interface TaskSecurityGroupProps {
  readonly name: string;
  /** A change of it makes the group anew. */
  readonly description: string;
  readonly vpcId: string;
  readonly ingress: readonly {
    readonly description: string;
    readonly port: number;
    readonly securityGroupId: string;
  }[];
  readonly egress: readonly {
    readonly description: string;
    readonly port: number;
    readonly cidrBlocks: readonly string[];
  }[];
}

/** Who may connect to the tasks of one service, and where they may connect to. Data stores admit this group. */
export class TaskSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: TaskSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
      ingress: props.ingress.map(({ description, port, securityGroupId }) => ({
        description,
        protocol: "tcp",
        fromPort: port,
        toPort: port,
        securityGroups: [securityGroupId],
      })),
      egress: props.egress.map(({ description, port, cidrBlocks }) => ({
        description,
        protocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrBlocks: [...cidrBlocks],
      })),
      tags: { Name: props.name },
    });
    this.securityGroupId = group.id;
  }
}
