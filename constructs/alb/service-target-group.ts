import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { byDesign } from "../by-design";

export interface ServiceTargetGroupProps {
  /** AWS allows 32 characters. */
  readonly name: string;
  readonly vpcId: string;
  /** Must answer 200. */
  readonly healthCheckPath: string;
  /** Port of the instances that are registered in it; absent where tasks are, each with its own. */
  readonly instancePort: number | undefined;
  /** Seconds a draining task keeps its open connections. */
  readonly deregistrationDelaySeconds: number;
}

/** ECS registers each task with the port of its container; another one here would replace a group whose name a listener holds. */
const unusedPort = 80;

/** Where one ECS service registers its tasks, by IP, or an autoscaling group its instances. Stateless: safe to replace. */
export class ServiceTargetGroup extends Construct {
  readonly arn: string;
  readonly arnSuffix: string;

  constructor(scope: Construct, id: string, props: ServiceTargetGroupProps) {
    super(scope, id);
    const targets =
      props.instancePort === undefined
        ? ({ port: unusedPort, type: "ip" } as const)
        : ({ port: props.instancePort, type: "instance" } as const);
    const group = new LbTargetGroup(this, "target-group", {
      name: props.name,
      vpcId: props.vpcId,
      port: targets.port,
      protocol: "HTTP",
      targetType: targets.type,
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      healthCheck: {
        path: props.healthCheckPath,
        protocol: "HTTP",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
    byDesign(group, {
      rules: ["CKV_AWS_378"],
      because: "TLS ends at the load balancer, and tasks have no certificates",
      compensatedBy:
        "the VPC, which the traffic does not leave, and the rule service-open-ports: tasks answer the load balancer's group alone",
      seen: [
        {
          name: props.name,
          vpc_id: props.vpcId,
          port: targets.port,
          protocol: "HTTP",
          target_type: targets.type,
          deregistration_delay: String(props.deregistrationDelaySeconds),
          health_check: {
            path: props.healthCheckPath,
            protocol: "HTTP",
            matcher: "200",
            interval: 15,
            timeout: 5,
            healthy_threshold: 2,
            unhealthy_threshold: 3,
          },
        },
      ],
    });
    this.arn = group.arn;
    this.arnSuffix = group.arnSuffix;
  }
}
