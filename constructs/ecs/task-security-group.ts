import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";

export interface TaskSecurityGroupProps {
  readonly name: string;
  readonly vpcId: string;
  readonly port: number;
  readonly loadBalancerSecurityGroupId: string;
}

/** Lets the load balancer in on the service's port, and the tasks out on HTTPS. Data stores admit this group. */
export class TaskSecurityGroup extends Construct {
  constructor(scope: Construct, id: string, props: TaskSecurityGroupProps) {
    super(scope, id);
    new SecurityGroup(this, "group", {
      name: props.name,
      description: "Tasks: load balancer in, HTTPS out",
      vpcId: props.vpcId,
      ingress: [
        {
          description: "Load balancer",
          protocol: "tcp",
          fromPort: props.port,
          toPort: props.port,
          securityGroups: [props.loadBalancerSecurityGroupId],
        },
      ],
      egress: [
        {
          description: "AWS APIs, image layers, Gemini and Firestore",
          protocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrBlocks: ["0.0.0.0/0"],
        },
      ],
      tags: { Name: props.name },
    });
  }
}
