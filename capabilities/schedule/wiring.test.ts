import { expect, test } from "vitest";
import { anEnvironment, aService } from "../../test/helpers/environments";
import { baseTemplate, runtimeTemplate } from "../../test/helpers/stack-templates";
import { rehearsal } from "../../test/helpers/stacks";

const schedule = { timezone: "America/Los_Angeles", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00" };
const environment = anEnvironment({ schedule, services: { agent: aService() } });
const template = baseTemplate(environment);

test("makes one function with its archive, its log group and where its failures go", () => {
  expect(template.resource("aws_lambda_function")).toMatchObject({
    function_name: "shop-staging-schedule",
    runtime: "nodejs22.x",
    handler: "index.handler",
    architectures: ["arm64"],
    timeout: 600,
    memory_size: 256,
    filename: expect.stringMatching(/^assets\/.*\/8739c76e681f\/schedule\.zip$/),
    source_code_hash: expect.stringMatching(/^\$\{filebase64sha256\("assets\/.*\/8739c76e681f\/schedule\.zip"\)\}$/),
    dead_letter_config: { target_arn: expect.stringContaining("aws_sqs_queue.schedule-dead-letters") },
    logging_config: { log_group: expect.stringContaining("aws_cloudwatch_log_group.schedule-logs") },
    depends_on: [expect.stringContaining("aws_iam_role_policy.schedule-role")],
  });
  const groups = template.resources("aws_cloudwatch_log_group").map(({ name }) => name);
  expect(groups).toContain("/aws/lambda/shop-staging-schedule");
});

test("calls it at each start, at each stop and every hour, in local time, and keeps what cannot be handed over", () => {
  expect(template.resource("aws_scheduler_schedule_group")).toMatchObject({ name: "shop-staging-schedule" });
  const schedules = template.resources("aws_scheduler_schedule");
  expect(schedules.map(({ name, schedule_expression }) => [name, schedule_expression]).sort()).toEqual([
    ["hourly", "rate(1 hour)"],
    ["start", "cron(0 8 ? * MON,TUE,WED,THU,FRI *)"],
    ["stop", "cron(0 20 ? * MON,TUE,WED,THU,FRI *)"],
  ]);
  for (const each of schedules) {
    expect(each).toMatchObject({
      group_name: "shop-staging-schedule",
      schedule_expression_timezone: "America/Los_Angeles",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: expect.stringContaining("aws_lambda_function.schedule-function"),
        role_arn: expect.stringContaining("aws_iam_role.schedule-caller"),
        input: JSON.stringify({ trigger: each.name }),
        retry_policy: { maximum_retry_attempts: 20, maximum_event_age_in_seconds: 3600 },
        dead_letter_config: { arn: expect.stringContaining("aws_sqs_queue.schedule-dead-letters") },
      },
    });
  }
});

test("tells somebody of dead letters, whether the runtime is there or not", () => {
  expect(template.resource("aws_sqs_queue")).toMatchObject({
    name: "shop-staging-schedule-dead-letters",
    sqs_managed_sse_enabled: true,
    message_retention_seconds: 1_209_600,
  });
  expect(template.resource("aws_cloudwatch_metric_alarm")).toMatchObject({
    metric_name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: "shop-staging-schedule-dead-letters" },
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    alarm_actions: ["arn:aws:sns:us-east-1:123456789012:shop-staging-alerts"],
  });
  const ofRuntime = runtimeTemplate(environment).resources("aws_cloudwatch_metric_alarm");
  expect(ofRuntime.filter(({ alarm_name }) => String(alarm_name).includes("schedule"))).toEqual([]);
});

test("leaves the tag of the override alone, on either target, and no other", () => {
  const ignored = [{ keys: ["keep-running-until"] }];
  expect(template.providers("aws")[0]?.ignore_tags).toEqual(ignored);
  expect(baseTemplate(environment, rehearsal).providers("aws")[0]?.ignore_tags).toEqual(ignored);
  expect(template.resources("aws_ssm_parameter").map(({ name }) => name)).toContain("/shop-staging/schedule");
});

test("makes nothing of it without a schedule", () => {
  const without = baseTemplate(anEnvironment({ services: { agent: aService() } }));
  for (const type of [
    "aws_lambda_function",
    "aws_scheduler_schedule",
    "aws_sqs_queue",
    "aws_cloudwatch_metric_alarm",
  ]) {
    expect(without.resources(type)).toEqual([]);
  }
  expect(without.providers("aws")[0]?.ignore_tags).toBeUndefined();
});
