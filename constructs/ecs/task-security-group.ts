import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { isPublicBlock } from "../../model/cidr";
import { tcpOpenings } from "../../model/design";
import { httpsPort } from "../../model/ingress-plan";
import { attachedElsewhere, byDesign } from "../by-design";

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
    // Where else on the internet a program may connect to is the service's own choice, and so is the risk.
    const asked = props.egress.map(({ port, cidrBlocks }) => ({
      port,
      cidrBlocks: cidrBlocks.filter((cidr) => !isPublicBlock(cidr)),
    }));
    const seen = [
      ...props.ingress.flatMap(({ port, securityGroupId }) => tcpOpenings("ingress", port, [securityGroupId])),
      ...asked.flatMap(({ port, cidrBlocks }) => tcpOpenings("egress", port, cidrBlocks)),
      ...tcpOpenings("egress", httpsPort, ["0.0.0.0/0"]),
      { name: props.name, description: props.description, vpc_id: props.vpcId, tags: { Name: props.name } },
    ];
    byDesign(group, {
      rules: ["aws-ec2-no-public-egress-sgr"],
      because: "tasks pull images and call APIs of AWS and of others, whose addresses change",
      compensatedBy: "the rule open-egress: the way out is HTTPS alone",
      seen,
    });
    byDesign(group, { ...attachedElsewhere, seen });
  }
}
