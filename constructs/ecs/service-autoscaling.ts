import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { Construct } from "constructs";
import { type ScalableService, scalableService } from "./scalable-service";

export interface ServiceAutoscalingProps extends ScalableService {
  readonly policies: readonly LoadPolicy[];
}

interface LoadPolicy {
  /** End of child id and name. */
  readonly id: string;
  /** Predefined by AWS. */
  readonly metric: string;
  readonly aimedAt: number;
  /** Which load balancer and target group count requests; empty for what ECS measures itself. */
  readonly resourceLabel: string;
}

/** Leaving is slower than joining, so that a short lull does not end tasks that are needed again. */
const scaleInCooldownSeconds = 300;
const scaleOutCooldownSeconds = 60;

/** Keeps average load near its targets by the number of tasks. */
export class ServiceAutoscaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAutoscalingProps) {
    super(scope, id);
    const target = scalableService(this, props);
    for (const { id: policyId, metric, aimedAt, resourceLabel } of props.policies) {
      new AppautoscalingPolicy(this, `${policyId}-policy`, {
        name: `${props.clusterName}-${props.serviceName}-${policyId}`,
        policyType: "TargetTrackingScaling",
        ...target,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: metric,
            ...(resourceLabel === "" ? {} : { resourceLabel }),
          },
          targetValue: aimedAt,
          scaleInCooldown: scaleInCooldownSeconds,
          scaleOutCooldown: scaleOutCooldownSeconds,
        },
      });
    }
  }
}
