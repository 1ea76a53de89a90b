import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { AlarmGroup, type AlarmGroupProps } from "./alarm-group";

const topicArn = "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts";

const unhealthyTargets = {
  id: "unhealthy-targets",
  alarmName: "shop-staging-agent-unhealthy-targets",
  alarmDescription: "A task has failed its health check for three minutes",
  namespace: "AWS/ApplicationELB",
  metricName: "UnHealthyHostCount",
  dimensions: {
    LoadBalancer: "app/shop-staging/50dc6c495c0c9188",
    TargetGroup: "targetgroup/shop-staging-agent/73e2d6bc24d8a067",
  },
  statistic: "Maximum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  period: 60,
  evaluationPeriods: 3,
  treatMissingData: "notBreaching",
  isSilencedBySchedule: false,
} as const;

const noRunningTasks = {
  id: "no-running-tasks",
  alarmName: "shop-staging-agent-no-running-tasks",
  alarmDescription: "No task has run for three minutes",
  namespace: "ECS/ContainerInsights",
  metricName: "RunningTaskCount",
  dimensions: { ClusterName: "shop-staging", ServiceName: "agent" },
  statistic: "Maximum",
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  period: 60,
  evaluationPeriods: 3,
  treatMissingData: "breaching",
  isSilencedBySchedule: false,
} as const;

const synthesized = (alarms: AlarmGroupProps["alarms"]) =>
  synthesize((scope) => {
    new AlarmGroup(scope, "alarms").add({ alarms, topicArn, after: [] });
  });

const template = synthesized([unhealthyTargets, noRunningTasks]);

test("makes each alarm under its own id and nothing else", () => {
  expect(template.addresses()).toEqual([
    "aws_cloudwatch_metric_alarm.alarms_no-running-tasks_29E3C087",
    "aws_cloudwatch_metric_alarm.alarms_unhealthy-targets_574C8DD2",
  ]);
});

test("rings as it is told, and tells the topic when it starts and when it ends", () => {
  const tellsTopic = { alarm_actions: [topicArn], ok_actions: [topicArn], depends_on: [] };
  expect(template.resources("aws_cloudwatch_metric_alarm")).toEqual([
    {
      alarm_name: "shop-staging-agent-no-running-tasks",
      alarm_description: "No task has run for three minutes",
      namespace: "ECS/ContainerInsights",
      metric_name: "RunningTaskCount",
      dimensions: { ClusterName: "shop-staging", ServiceName: "agent" },
      statistic: "Maximum",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      period: 60,
      evaluation_periods: 3,
      treat_missing_data: "breaching",
      ...tellsTopic,
    },
    {
      alarm_name: "shop-staging-agent-unhealthy-targets",
      alarm_description: "A task has failed its health check for three minutes",
      namespace: "AWS/ApplicationELB",
      metric_name: "UnHealthyHostCount",
      dimensions: {
        LoadBalancer: "app/shop-staging/50dc6c495c0c9188",
        TargetGroup: "targetgroup/shop-staging-agent/73e2d6bc24d8a067",
      },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      period: 60,
      evaluation_periods: 3,
      treat_missing_data: "notBreaching",
      ...tellsTopic,
    },
  ]);
});

test("makes nothing without alarms", () => {
  expect(synthesized([]).addresses()).toEqual([]);
});
