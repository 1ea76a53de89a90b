import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { httpsPort, type OpenPort } from "../../model/ingress-plan";

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

/** Lets clients in on the listeners' ports, and out to the tasks, and to the keys of tokens that it validates itself. */
export class LoadBalancerSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: LoadBalancerSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name: props.name,
      description: "Load balancer: listeners in, tasks out",
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
  }
}

function wayOut(description: string, port: number, cidrBlocks: readonly string[]) {
  return { description, protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [...cidrBlocks] };
}
