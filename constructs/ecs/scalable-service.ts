import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { Construct } from "constructs";

export interface ScalableService {
  readonly clusterName: string;
  /** Reference to the service: AWS refuses a target that does not exist yet. */
  readonly serviceName: string;
  readonly minimumTasks: number;
  readonly maximumTasks: number;
}

/** Lets the number of a service's tasks change, and gives what its policies name it by. */
export function scalableService(scope: Construct, service: ScalableService) {
  const { serviceNamespace, scalableDimension, resourceId } = new AppautoscalingTarget(scope, "target", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: `service/${service.clusterName}/${service.serviceName}`,
    minCapacity: service.minimumTasks,
    maxCapacity: service.maximumTasks,
  });
  return { serviceNamespace, scalableDimension, resourceId };
}
