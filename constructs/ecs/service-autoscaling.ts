import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";

export interface ServiceAutoscalingProps {
  readonly clusterName: string;
  /** Reference to the service: AWS refuses a target that does not exist yet. */
  readonly serviceName: string;
  readonly minimumTasks: number;
  readonly maximumTasks: number;
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
    const target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${props.clusterName}/${props.serviceName}`,
      minCapacity: props.minimumTasks,
      maxCapacity: props.maximumTasks,
    });
    const metrics = [
      { id: "cpu", metric: "ECSServiceAverageCPUUtilization", targetPercent: props.cpuPercent },
      { id: "memory", metric: "ECSServiceAverageMemoryUtilization", targetPercent: props.memoryPercent },
    ];
    for (const { id: policyId, metric, targetPercent } of metrics) {
      new AppautoscalingPolicy(this, `${policyId}-policy`, {
        name: `${props.clusterName}-${props.serviceName}-${policyId}`,
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
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
