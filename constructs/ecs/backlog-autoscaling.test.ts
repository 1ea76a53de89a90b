import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { BacklogAutoscaling, type BacklogAutoscalingProps } from "./backlog-autoscaling";

const scaling = (overrides: Partial<BacklogAutoscalingProps> = {}): BacklogAutoscalingProps => ({
  clusterName: "shop-staging",
  serviceName: "worker",
  policyNames: {
    backlog: "shop-staging-worker-backlog",
    firstTask: "shop-staging-worker-first-task",
    idle: "shop-staging-worker-idle",
  },
  alarmNames: { waiting: "shop-staging-worker-waiting", idle: "shop-staging-worker-idle" },
  queueName: "shop-staging-documents",
  minimumTasks: 0,
  maximumTasks: 10,
  backlogPerTask: 5,
  ...overrides,
});

const synthesized = (overrides: Partial<BacklogAutoscalingProps> = {}) =>
  synthesize((scope) => {
    new BacklogAutoscaling(scope, "autoscaling", scaling(overrides));
  });

const template = synthesized();

const policyArn = (id: string) => reference(template, `aws_appautoscaling_policy.autoscaling_${id}-policy`, "arn");

const ofTarget = Object.fromEntries(
  ["service_namespace", "scalable_dimension", "resource_id"].map((attribute) => [
    attribute,
    reference(template, "aws_appautoscaling_target", attribute),
  ]),
);

const ofQueue = { QueueName: "shop-staging-documents" };
const ofService = { ClusterName: "shop-staging", ServiceName: "worker" };

const watched = {
  waiting: ["AWS/SQS", "ApproximateNumberOfMessagesVisible", ofQueue, "Maximum"],
  taken: ["AWS/SQS", "ApproximateNumberOfMessagesNotVisible", ofQueue, "Maximum"],
  running: ["ECS/ContainerInsights", "RunningTaskCount", ofService, "Average"],
  desired: ["ECS/ContainerInsights", "DesiredTaskCount", ofService, "Average"],
} as const;

const alarmMetric = (id: keyof typeof watched) => {
  const [namespace, metric_name, dimensions, stat] = watched[id];
  return { id, return_data: false, metric: { namespace, metric_name, dimensions, stat, period: 60 } };
};

const policyMetric = (id: keyof typeof watched) => {
  const [namespace, metric_name, dimensions, stat] = watched[id];
  const named = Object.entries(dimensions).map(([name, value]) => ({ name, value }));
  return { id, return_data: false, metric_stat: { metric: { namespace, metric_name, dimensions: named }, stat } };
};

const result = (id: string, expression: string) => ({ id, expression, return_data: true });

test("makes one target, and a policy each for more tasks, the first task and the fewest", () => {
  expect(template.addresses()).toEqual([
    "aws_appautoscaling_policy.autoscaling_backlog-policy_4FF724A3",
    "aws_appautoscaling_policy.autoscaling_first-task-policy_D083AC23",
    "aws_appautoscaling_policy.autoscaling_idle-policy_8820A001",
    "aws_appautoscaling_target.autoscaling_target_10D32FB7",
    "aws_cloudwatch_metric_alarm.autoscaling_idle-alarm_F5F527FF",
    "aws_cloudwatch_metric_alarm.autoscaling_waiting-alarm_667C42C7",
  ]);
});

test("moves the number of tasks between minimum and maximum", () => {
  expect(template.resource("aws_appautoscaling_target")).toEqual({
    service_namespace: "ecs",
    scalable_dimension: "ecs:service:DesiredCount",
    resource_id: "service/shop-staging/worker",
    min_capacity: 0,
    max_capacity: 10,
  });
});

test("adds tasks while each has more waiting messages than it should, and never ends one by that", () => {
  const [backlog] = template.resources("aws_appautoscaling_policy");
  expect(backlog).toEqual({
    ...ofTarget,
    name: "shop-staging-worker-backlog",
    policy_type: "TargetTrackingScaling",
    target_tracking_scaling_policy_configuration: {
      customized_metric_specification: {
        metrics: [
          policyMetric("waiting"),
          policyMetric("running"),
          result("backlog", "FILL(waiting, 0) / MAX([FILL(running, REPEAT), 1])"),
        ],
      },
      target_value: 5,
      disable_scale_in: true,
      scale_out_cooldown: 60,
    },
  });
});

test("starts the first task as soon as a message waits", () => {
  const [, firstTask] = template.resources("aws_appautoscaling_policy");
  const [, waiting] = template.resources("aws_cloudwatch_metric_alarm");
  expect(firstTask).toEqual({
    ...ofTarget,
    name: "shop-staging-worker-first-task",
    policy_type: "StepScaling",
    step_scaling_policy_configuration: {
      adjustment_type: "ExactCapacity",
      metric_aggregation_type: "Maximum",
      cooldown: 60,
      step_adjustment: [{ scaling_adjustment: 1, metric_interval_lower_bound: "0" }],
    },
  });
  expect(waiting).toEqual({
    alarm_name: "shop-staging-worker-waiting",
    alarm_description: "A message waits and no task runs: starts the first one",
    metric_query: [
      alarmMetric("waiting"),
      alarmMetric("desired"),
      result("unserved", "IF(FILL(desired, REPEAT) < 1, FILL(waiting, 0), 0)"),
    ],
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    evaluation_periods: 1,
    treat_missing_data: "notBreaching",
    alarm_actions: [policyArn("first-task")],
  });
});

test("goes back to the fewest tasks once nothing has waited and nobody has worked for ten minutes", () => {
  const [, , idle] = template.resources("aws_appautoscaling_policy");
  const [rest] = template.resources("aws_cloudwatch_metric_alarm");
  expect(idle).toEqual({
    ...ofTarget,
    name: "shop-staging-worker-idle",
    policy_type: "StepScaling",
    step_scaling_policy_configuration: {
      adjustment_type: "ExactCapacity",
      metric_aggregation_type: "Maximum",
      cooldown: 60,
      step_adjustment: [{ scaling_adjustment: 0, metric_interval_upper_bound: "0" }],
    },
  });
  expect(rest).toEqual({
    alarm_name: "shop-staging-worker-idle",
    alarm_description: "No message has waited and none was worked on for ten minutes: back to the fewest tasks",
    metric_query: [
      alarmMetric("waiting"),
      alarmMetric("taken"),
      result("unfinished", "FILL(waiting, 0) + FILL(taken, 0)"),
    ],
    comparison_operator: "LessThanOrEqualToThreshold",
    threshold: 0,
    evaluation_periods: 10,
    treat_missing_data: "notBreaching",
    alarm_actions: [policyArn("idle")],
  });
});

test("waits for no first message where a task always runs, and rests at that many", () => {
  const awake = synthesized({ minimumTasks: 2, alarmNames: { idle: "shop-staging-worker-idle" } });
  expect(awake.addresses()).toEqual([
    "aws_appautoscaling_policy.autoscaling_backlog-policy_4FF724A3",
    "aws_appautoscaling_policy.autoscaling_idle-policy_8820A001",
    "aws_appautoscaling_target.autoscaling_target_10D32FB7",
    "aws_cloudwatch_metric_alarm.autoscaling_idle-alarm_F5F527FF",
  ]);
  expect(awake.resource("aws_appautoscaling_target").min_capacity).toBe(2);
  expect(awake.resources("aws_appautoscaling_policy")[1]).toMatchObject({
    name: "shop-staging-worker-idle",
    step_scaling_policy_configuration: { step_adjustment: [{ scaling_adjustment: 2 }] },
  });
});
