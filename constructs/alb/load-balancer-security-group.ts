import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import type { OpenPort } from "../../model/ingress-plan";

export interface LoadBalancerSecurityGroupProps {
  readonly name: string;
  readonly vpcId: string;
  readonly openPorts: readonly OpenPort[];
  /** Address blocks that reach them. */
  readonly openTo: readonly string[];
  /** Where the load balancer may connect to: the tasks' subnets, on their ports. */
  readonly targetCidrs: readonly string[];
  readonly targetPorts: readonly number[];
}

/** Lets clients in on the listeners' ports, and out to the tasks alone. */
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
      egress: props.targetPorts.map((port) => ({
        description: "Tasks",
        protocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrBlocks: [...props.targetCidrs],
      })),
      tags: { Name: props.name },
    });
    this.securityGroupId = group.id;
  }
}
