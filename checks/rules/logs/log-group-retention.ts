import type { Rule } from "../../rule";
import { resourcesOfType } from "../../template";

export const logGroupRetention: Rule = {
  id: "log-group-retention",
  severity: "MEDIUM",
  title: "Log groups forget after a while",
  why: "without a retention CloudWatch keeps logs, and bills for them, for ever",
  evaluate: (template) =>
    resourcesOfType(template, "aws_cloudwatch_log_group")
      .filter(({ body }) => typeof body.retention_in_days !== "number" || body.retention_in_days === 0)
      .map((resource) => ({
        resource,
        message: "the log group has no retention",
        remedy: "set retention_in_days",
      })),
};
