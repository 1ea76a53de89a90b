import { expect, test } from "vitest";
import { serviceAlarms } from "./service-alarms";

const service = { namePrefix: "shop-staging", clusterName: "shop-staging", serviceName: "agent", alwaysRuns: true };
const entrance = {
  loadBalancerArnSuffix: "app/shop-staging/50dc6c495c0c9188",
  targetGroupArnSuffixes: ["targetgroup/shop-staging-agent/73e2d6bc24d8a067"],
  isDefault: true,
};
const alarms = serviceAlarms({ ...service, entrance });

const loadBalancer = { LoadBalancer: "app/shop-staging/50dc6c495c0c9188" };
const targetGroup = { ...loadBalancer, TargetGroup: "targetgroup/shop-staging-agent/73e2d6bc24d8a067" };

const alarm = (id: string) => alarms.find((candidate) => candidate.id === id);

test("watches four things, each named after cluster and service", () => {
  expect(alarms.map(({ id }) => id)).toEqual([
    "unhealthy-targets",
    "target-5xx",
    "load-balancer-5xx",
    "no-running-tasks",
  ]);
  for (const { id, alarmName } of alarms) expect(alarmName).toBe(`shop-staging-agent-${id}`);
});

test("says nothing true while the service sleeps", () => {
  for (const { awake } of alarms) expect(awake).toEqual(["agent"]);
});

test("tells of the load balancer's own errors once, with the service that gets what no route names", () => {
  const further = serviceAlarms({ ...service, entrance: { ...entrance, isDefault: false } });
  expect(further.map(({ id }) => id)).toEqual(["unhealthy-targets", "target-5xx", "no-running-tasks"]);
});

test("watches no entrance where nobody calls from outside, and no tasks where none has to run", () => {
  expect(serviceAlarms(service).map(({ id }) => id)).toEqual(["no-running-tasks"]);
  expect(serviceAlarms({ ...service, alwaysRuns: false })).toEqual([]);
});

test("tells of any target that is unhealthy for three minutes", () => {
  expect(alarm("unhealthy-targets")).toMatchObject({
    namespace: "AWS/ApplicationELB",
    metricName: "UnHealthyHostCount",
    dimensions: targetGroup,
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: 60,
    evaluationPeriods: 3,
    treatMissingData: "notBreaching",
  });
});

test.each([
  { id: "target-5xx", metricName: "HTTPCode_Target_5XX_Count", dimensions: targetGroup },
  { id: "load-balancer-5xx", metricName: "HTTPCode_ELB_5XX_Count", dimensions: loadBalancer },
])("tells of five server errors in five minutes ($id), and not of a quiet night", ({ id, ...expected }) => {
  expect(alarm(id)).toMatchObject({
    ...expected,
    namespace: "AWS/ApplicationELB",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 5,
    period: 300,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
  });
});

test("tells when no task runs for three minutes, and when nobody reports the number", () => {
  expect(alarm("no-running-tasks")).toMatchObject({
    namespace: "ECS/ContainerInsights",
    metricName: "RunningTaskCount",
    dimensions: { ClusterName: "shop-staging", ServiceName: "agent" },
    statistic: "Maximum",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    period: 60,
    evaluationPeriods: 3,
    treatMissingData: "breaching",
  });
});
