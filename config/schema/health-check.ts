import { z } from "zod";
import { shownValue } from "../../model/secret-values";
import { wholeNumber } from "./primitives";
import { withRule } from "./rules";

const words = z.array(z.string().min(1).max(4096)).min(2).max(100);

const command = withRule(words, words, ([kind, , ...further]) => {
  if (kind !== "CMD" && kind !== "CMD-SHELL") {
    return [{ path: [0], message: `${shownValue(kind)} is not how a check begins; use CMD or CMD-SHELL` }];
  }
  return kind === "CMD" || further.length === 0
    ? []
    : [{ path: [2], message: "a shell takes one line; write all of it as the second word, or begin with CMD" }];
});

/** Amazon ECS API Reference, HealthCheck. */
export const healthCheckSchema = z.strictObject({
  command: command.describe(
    'What tells with exit code 0 that it is well: CMD and words, or CMD-SHELL and a line for the shell of the image, such as [CMD-SHELL, "curl -f http://localhost:8080/health || exit 1"]; the image must hold it',
  ),
  intervalSeconds: wholeNumber(5, 300).default(30).describe("Between two checks"),
  timeoutSeconds: wholeNumber(2, 60).default(5).describe("After which a check has failed"),
  retries: wholeNumber(1, 10).default(3).describe("Failures in a row after which it is unhealthy"),
  startPeriodSeconds: wholeNumber(1, 300)
    .optional()
    .describe("After the start in which failures do not count; without it, all of them do"),
});
