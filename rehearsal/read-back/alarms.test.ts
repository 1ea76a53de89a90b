import { expect, test } from "vitest";
import { anEnvironment } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { alarms } from "./alarms";
import { intentOf } from "./intent";

const topic = "arn:aws:sns:us-east-1:123456789012:lornu-staging-alerts";

test("asks for alarms on the load balancer, its targets and the tasks, each told to the topic", () => {
  const expected = alarms.expected(intentOf(anEnvironment()));
  const told = expected.filter((sentence) => sentence.endsWith(`tells when it alarms ${topic}`));
  expect(told.map((sentence) => sentence.split(":")[0])).toEqual([
    "alarm lornu-staging-agent-unhealthy-targets",
    "alarm lornu-staging-agent-target-5xx",
    "alarm lornu-staging-agent-load-balancer-5xx",
    "alarm lornu-staging-agent-no-running-tasks",
  ]);
});

test("finds that a muted alarm tells nobody, and leaves out what autoscaling made", async () => {
  const muted = { AlarmName: "muted", ActionsEnabled: false, AlarmActions: [topic], OKActions: [topic] };
  const MetricAlarms = [muted, { AlarmName: "TargetTracking-service/lornu-staging/agent-AlarmHigh-1" }];
  const found = await alarms.found(aReading({ DescribeAlarms: { MetricAlarms } }));
  expect(found).toHaveLength(6);
  expect(found.slice(-2)).toEqual([
    "alarm muted: tells when it alarms none",
    "alarm muted: tells when it is over none",
  ]);
});
