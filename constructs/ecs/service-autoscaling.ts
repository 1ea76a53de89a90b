import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { Construct } from "constructs";
import { type ScalableService, scalableService } from "./scalable-service";

export interface ServiceAutoscalingProps extends ScalableService {
  readonly cpuPercent: number;
  readonly memoryPercent: number;
}

/** Leaving is slower than joining, so that a short lull does not end tasks that are needed again. */
const scaleInCooldownSeconds = 300;
const scaleOutCooldownSeconds = 60;

/** Keeps average CPU and memory near their targets by the number of tasks. */
export class ServiceAutoscaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAutoscalingProps) {
    super(scope, id);
    const target = scalableService(this, props);
    const metrics = [
      { id: "cpu", metric: "ECSServiceAverageCPUUtilization", targetPercent: props.cpuPercent },
      { id: "memory", metric: "ECSServiceAverageMemoryUtilization", targetPercent: props.memoryPercent },
    ];
    for (const { id: policyId, metric, targetPercent } of metrics) {
      new AppautoscalingPolicy(this, `${policyId}-policy`, {
        name: `${props.clusterName}-${props.serviceName}-${policyId}`,
        policyType: "TargetTrackingScaling",
        ...target,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: metric },
          targetValue: targetPercent,
          scaleInCooldown: scaleInCooldownSeconds,
          scaleOutCooldown: scaleOutCooldownSeconds,
        },
      });
    }
  }
}
