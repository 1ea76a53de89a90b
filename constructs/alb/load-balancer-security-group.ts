import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { isPublicBlock } from "../../model/cidr";
import { tcpOpenings } from "../../model/design";
import { httpsPort, type OpenPort } from "../../model/ingress-plan";
import { attachedElsewhere, byDesign } from "../by-design";

export interface LoadBalancerSecurityGroupProps {
  readonly name: string;
  readonly vpcId: string;
  readonly openPorts: readonly OpenPort[];
  /** Address blocks that reach them. */
  readonly openTo: readonly string[];
  /** Where the load balancer may connect to: the tasks' subnets, on their ports. */
  readonly targetCidrs: readonly string[];
  readonly targetPorts: readonly number[];
  /** Whether it fetches the keys that tokens are signed with, from an issuer anywhere. */
  readonly fetchesTokenKeys: boolean;
}

const groupDescription = "Load balancer: listeners in, tasks out";

/** Lets clients in on the listeners' ports, and out to the tasks, and to the keys of tokens that it validates itself. */
export class LoadBalancerSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: LoadBalancerSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name: props.name,
      description: groupDescription,
      vpcId: props.vpcId,
      ingress: props.openPorts.map(({ port, purpose }) => ({
        description: purpose,
        protocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrBlocks: [...props.openTo],
      })),
      // The subnets' blocks instead of the tasks' group: two groups that name each other inline would be a cycle.
      egress: [
        ...props.targetPorts.map((port) => wayOut("Tasks", port, props.targetCidrs)),
        ...(props.fetchesTokenKeys ? [wayOut("Keys of the token issuer", httpsPort, ["0.0.0.0/0"])] : []),
      ],
      tags: { Name: props.name },
    });
    this.securityGroupId = group.id;
    const seen = [
      ...props.openPorts.flatMap(({ port }) => tcpOpenings("ingress", port, props.openTo.filter(isExpected))),
      ...props.targetPorts.flatMap((port) => tcpOpenings("egress", port, props.targetCidrs)),
      ...(props.fetchesTokenKeys ? tcpOpenings("egress", httpsPort, ["0.0.0.0/0"]) : []),
      { name: props.name, description: groupDescription, vpc_id: props.vpcId, tags: { Name: props.name } },
    ];
    byDesign(group, {
      rules: ["aws-ec2-no-public-ingress-sgr"],
      because: "clients and agents of other clouds call from the internet",
      compensatedBy: "the rule load-balancer-open-ports: an open port has a listener",
      seen,
    });
    byDesign(group, {
      rules: ["aws-ec2-no-public-egress-sgr"],
      because: "the load balancer fetches the keys of tokens from their issuer, who may be anywhere",
      compensatedBy: "the rule open-egress: the way out is HTTPS alone",
      seen,
    });
    byDesign(group, { ...attachedElsewhere, seen });
  }
}

/** Who may reach an internal load balancer is the environment's own choice, and so is the risk of a public block. */
function isExpected(cidr: string): boolean {
  return cidr === "0.0.0.0/0" || !isPublicBlock(cidr);
}

function wayOut(description: string, port: number, cidrBlocks: readonly string[]) {
  return { description, protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [...cidrBlocks] };
}
