import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceAutoscaling, type ServiceAutoscalingProps } from "./service-autoscaling";

const scaling = (overrides: Partial<ServiceAutoscalingProps> = {}): ServiceAutoscalingProps => ({
  clusterName: "shop-staging",
  serviceName: "agent",
  minimumTasks: 1,
  maximumTasks: 4,
  cpuPercent: 60,
  memoryPercent: 75,
  ...overrides,
});

const template = synthesize((scope) => {
  new ServiceAutoscaling(scope, "autoscaling", scaling());
});

test("makes one target and a policy each for CPU and memory", () => {
  expect(template.addresses()).toEqual([
    "aws_appautoscaling_policy.autoscaling_cpu-policy_6B5857A2",
    "aws_appautoscaling_policy.autoscaling_memory-policy_632A0570",
    "aws_appautoscaling_target.autoscaling_target_10D32FB7",
  ]);
});

test("moves the number of tasks between minimum and maximum", () => {
  expect(template.resource("aws_appautoscaling_target")).toEqual({
    service_namespace: "ecs",
    scalable_dimension: "ecs:service:DesiredCount",
    resource_id: "service/shop-staging/agent",
    min_capacity: 1,
    max_capacity: 4,
  });
});

test("aims at average CPU and memory, and lets tasks go more slowly than it adds them", () => {
  const ofTarget = (attribute: string) => reference(template, "aws_appautoscaling_target", attribute);
  const policy = (name: string, metric: string, percent: number) => ({
    name,
    policy_type: "TargetTrackingScaling",
    service_namespace: ofTarget("service_namespace"),
    scalable_dimension: ofTarget("scalable_dimension"),
    resource_id: ofTarget("resource_id"),
    target_tracking_scaling_policy_configuration: {
      predefined_metric_specification: { predefined_metric_type: metric },
      target_value: percent,
      scale_in_cooldown: 300,
      scale_out_cooldown: 60,
    },
  });
  expect(template.resources("aws_appautoscaling_policy")).toEqual([
    policy("shop-staging-agent-cpu", "ECSServiceAverageCPUUtilization", 60),
    policy("shop-staging-agent-memory", "ECSServiceAverageMemoryUtilization", 75),
  ]);
});
