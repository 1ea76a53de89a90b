import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment, aService } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { alarmAsPlanned as rule } from "./alarm-as-planned";

const size = { cpuUnits: 256, memoryMiB: 512 };
const worker = {
  kind: "worker",
  consumes: "tasks",
  repository: "shop-agent",
  size,
  scaling: { minimumTasks: 0, maximumTasks: 3 },
} as const;
const services = { agent: aService(), worker };
const plans = [planEnvironment(anEnvironment({ services, queues: { tasks: { longestTaskSeconds: 300 } } }))];

const topic = "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts";
const unhealthy = {
  alarm_name: "shop-staging-agent-unhealthy-targets",
  alarm_actions: [topic],
  ok_actions: [topic],
  namespace: "AWS/ApplicationELB",
  metric_name: "UnHealthyHostCount",
  dimensions: {
    TargetGroup: "${aws_lb_target_group.agent.arn_suffix}",
    LoadBalancer: "${aws_lb.entrance.arn_suffix}",
  },
  statistic: "Maximum",
  comparison_operator: "GreaterThanThreshold",
  threshold: 0,
  period: 60,
  evaluation_periods: 3,
  treat_missing_data: "notBreaching",
};
const idle = {
  alarm_name: "shop-staging-worker-idle",
  alarm_actions: ["${aws_appautoscaling_policy.idle.arn}"],
  comparison_operator: "LessThanOrEqualToThreshold",
  threshold: 0,
  evaluation_periods: 10,
  treat_missing_data: "notBreaching",
};

function reported(alarm: JsonObject) {
  const entrance = { aws_lb: { entrance: { name: "shop-staging" } } };
  const group = { aws_lb_target_group: { agent: { name: "shop-staging-agent" } } };
  return faults(rule, { ...entrance, ...group, aws_cloudwatch_metric_alarm: { alarm } }, {}, plans);
}

test("passes alarms as they are planned, whether somebody is told or tasks are started", () => {
  expect(reported(unhealthy)).toEqual([]);
  expect(reported(idle)).toEqual([]);
});

test("reports what is another, with the value", () => {
  expect(reported({ ...unhealthy, threshold: 1000 })).toEqual(["aws_cloudwatch_metric_alarm.alarm: threshold is 1000"]);
  const { ok_actions: _, ...silent } = unhealthy;
  expect(reported(silent)).toEqual(["aws_cloudwatch_metric_alarm.alarm: ok_actions is not set"]);
});

test.each<JsonObject>([
  { alarm_actions: ["arn:aws:sns:us-east-1:999999999999:shop-staging-alerts"] },
  { alarm_actions: [topic, "arn:aws:sns:us-east-1:999999999999:stranger"] },
  { insufficient_data_actions: [topic] },
  { dimensions: { LoadBalancer: "${aws_lb.entrance.arn_suffix}" } },
  { dimensions: { ...unhealthy.dimensions, TargetGroup: "${aws_lb_target_group.stranger.arn_suffix}" } },
])("reports an alarm with %j", (change) => {
  expect(reported({ ...unhealthy, ...change })).toHaveLength(1);
});

test("reports an alarm of a worker that starts or ends no tasks", () => {
  expect(reported({ ...idle, alarm_actions: [topic] })).toHaveLength(1);
});
