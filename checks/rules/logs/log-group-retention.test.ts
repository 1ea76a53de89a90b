import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { logGroupRetention as rule } from "./log-group-retention";

test("passes a log group with a retention", () => {
  expect(faults(rule, { aws_cloudwatch_log_group: { agent: { retention_in_days: 30 } } })).toEqual([]);
});

test.each([null, 0])("reports a retention of %s days", (retention_in_days) => {
  expect(faults(rule, { aws_cloudwatch_log_group: { agent: { retention_in_days } } })).toEqual([
    "aws_cloudwatch_log_group.agent: the log group has no retention",
  ]);
});
