import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceAlarms, type ServiceAlarmsProps } from "./service-alarms";

const topicArn = "arn:aws:sns:us-east-1:123456789012:lornu-staging-alerts";

const alarms = (overrides: Partial<ServiceAlarmsProps> = {}): ServiceAlarmsProps => ({
  clusterName: "lornu-staging",
  serviceName: "agent",
  loadBalancerArnSuffix: "app/lornu-staging/50dc6c495c0c9188",
  targetGroupArnSuffix: "targetgroup/lornu-staging-agent/73e2d6bc24d8a067",
  topicArn,
  ...overrides,
});

const template = synthesize((scope) => {
  new ServiceAlarms(scope, "alarms", alarms());
});

const loadBalancer = { LoadBalancer: "app/lornu-staging/50dc6c495c0c9188" };
const targetGroup = { ...loadBalancer, TargetGroup: "targetgroup/lornu-staging-agent/73e2d6bc24d8a067" };

test("makes four alarms and nothing else", () => {
  expect(template.addresses()).toEqual([
    "aws_cloudwatch_metric_alarm.alarms_load-balancer-5xx_D1631484",
    "aws_cloudwatch_metric_alarm.alarms_no-running-tasks_29E3C087",
    "aws_cloudwatch_metric_alarm.alarms_target-5xx_D94557D4",
    "aws_cloudwatch_metric_alarm.alarms_unhealthy-targets_574C8DD2",
  ]);
});

test("watches each metric of exactly this service", () => {
  const watched = template
    .resources("aws_cloudwatch_metric_alarm")
    .map(({ namespace, metric_name, dimensions }) => [namespace, metric_name, dimensions]);
  expect(watched).toEqual([
    ["AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", loadBalancer],
    ["ECS/ContainerInsights", "RunningTaskCount", { ClusterName: "lornu-staging", ServiceName: "agent" }],
    ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", targetGroup],
    ["AWS/ApplicationELB", "UnHealthyHostCount", targetGroup],
  ]);
});

test("tells the topic when an alarm starts and when it ends", () => {
  for (const alarm of template.resources("aws_cloudwatch_metric_alarm")) {
    expect(alarm).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn] });
    expect(alarm).not.toHaveProperty("actions_enabled");
  }
});
