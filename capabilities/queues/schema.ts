import { z } from "zod";
import { wholeNumber } from "../../config/schema/primitives";
import { namedEntries, withRule } from "../../config/schema/rules";
import { kebabCase } from "../../model/name-rules";

const daySeconds = 24 * 60 * 60;

const queueFields = z.strictObject({
  longestTaskSeconds: wholeNumber(1, 28_800).describe(
    "The longest that a worker takes for one message; meanwhile nobody else gets it",
  ),
  retentionDays: wholeNumber(1, 14).default(4).describe("Days after which a message that nobody took is lost"),
  maximumReceives: wholeNumber(1, 1000).default(5).describe("Tries after which a message goes to the dead letters"),
  alarmAgeSeconds: wholeNumber(60, 1_209_600)
    .default(900)
    .describe("Age of the oldest message that somebody is told of"),
});

const queue = withRule(
  queueFields,
  z.object({ retentionDays: z.int(), alarmAgeSeconds: z.int() }),
  ({ retentionDays, alarmAgeSeconds }) =>
    alarmAgeSeconds < retentionDays * daySeconds
      ? []
      : [
          {
            path: ["alarmAgeSeconds"],
            message: `no message is as old as ${alarmAgeSeconds} seconds, as it is lost after ${retentionDays * daySeconds}; use less, or raise retentionDays`,
          },
        ],
);

/** Queues of SQS by name, each with one for dead letters. About 0.40 USD a million requests. */
export const queuesSchema = namedEntries(queue, kebabCase, (name) =>
  kebabCase.test(name) && name.length <= 32
    ? undefined
    : "a queue is named with at most 32 lower-case letters, digits and single inner hyphens, starting with a letter",
)
  .default({})
  .describe("Queues of SQS, each with one for the messages that nobody could work on");
