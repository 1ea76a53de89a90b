import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceAutoscaling, type ServiceAutoscalingProps } from "./service-autoscaling";

const label = "app/shop-staging/50dc6c495c0c9188/targetgroup/shop-staging-agent/943f017f100becff";
const scaling = (overrides: Partial<ServiceAutoscalingProps> = {}): ServiceAutoscalingProps => ({
  clusterName: "shop-staging",
  serviceName: "agent",
  minimumTasks: 1,
  maximumTasks: 4,
  policies: [
    { id: "cpu", metric: "ECSServiceAverageCPUUtilization", aimedAt: 60, resourceLabel: "" },
    { id: "requests", metric: "ALBRequestCountPerTarget", aimedAt: 1000, resourceLabel: label },
  ],
  ...overrides,
});

const template = synthesize((scope) => {
  new ServiceAutoscaling(scope, "autoscaling", scaling());
});

test("makes one target and a policy for each load", () => {
  expect(template.addresses()).toEqual([
    "aws_appautoscaling_policy.autoscaling_cpu-policy_6B5857A2",
    "aws_appautoscaling_policy.autoscaling_requests-policy_5384E16F",
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

test("aims at each load, and lets tasks go more slowly than it adds them", () => {
  const ofTarget = (attribute: string) => reference(template, "aws_appautoscaling_target", attribute);
  const policy = (name: string, metric: object, value: number) => ({
    name,
    policy_type: "TargetTrackingScaling",
    service_namespace: ofTarget("service_namespace"),
    scalable_dimension: ofTarget("scalable_dimension"),
    resource_id: ofTarget("resource_id"),
    target_tracking_scaling_policy_configuration: {
      predefined_metric_specification: metric,
      target_value: value,
      scale_in_cooldown: 300,
      scale_out_cooldown: 60,
    },
  });
  expect(template.resources("aws_appautoscaling_policy")).toEqual([
    policy("shop-staging-agent-cpu", { predefined_metric_type: "ECSServiceAverageCPUUtilization" }, 60),
    policy(
      "shop-staging-agent-requests",
      { predefined_metric_type: "ALBRequestCountPerTarget", resource_label: label },
      1000,
    ),
  ]);
});

test("makes the target alone where nothing is to change the number of tasks", () => {
  const fixed = synthesize((scope) => {
    new ServiceAutoscaling(scope, "autoscaling", scaling({ minimumTasks: 2, maximumTasks: 2, policies: [] }));
  });
  expect(fixed.addresses()).toEqual(["aws_appautoscaling_target.autoscaling_target_10D32FB7"]);
});
