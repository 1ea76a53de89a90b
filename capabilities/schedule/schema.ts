import { z } from "zod";
import { checked, text } from "../../config/schema/primitives";
import { withRule } from "../../config/schema/rules";
import { weeklyTimesProblem, windowsProblem } from "../../model/schedule/weekly-windows";
import { timezoneProblem } from "../../model/schedule-rules";

export const usualOverrideTag = "keep-running-until";

const overrideTag = text(
  /^(?!aws:)[a-z][a-z0-9-]{0,127}$/,
  "the name of the override's tag",
  "at most 128 lower-case letters, digits and hyphens, starting with a letter",
);

const fields = z.strictObject({
  timezone: checked(z.string(), timezoneProblem).describe("Time zone of start and stop, such as America/Los_Angeles"),
  start: checked(z.string(), weeklyTimesProblem).describe("Days and time at which the services start"),
  stop: checked(z.string(), weeklyTimesProblem).describe("Days and time at which they stop; each start needs one stop"),
  weekend: z
    .enum(["sleep", "teardown"])
    .default("sleep")
    .describe(
      "From the week's last stop to its first start: the services sleep, or the runtime stack is destroyed and made again",
    ),
  override: z
    .strictObject({
      tag: overrideTag
        .default(usualOverrideTag)
        .describe("Tag of the base stack's parameter that holds until when a person keeps it running"),
    })
    .default({ tag: usualOverrideTag })
    .describe("How a person keeps it running"),
});

const times = z.object({ start: z.string(), stop: z.string() });

/** When services of kind web, internal and worker run. A job starts by its own schedule, while the others sleep too. */
export const scheduleSchema = withRule(fields, times, (facts) => {
  const message = windowsProblem(facts);
  return message === undefined ? [] : [{ path: ["stop"], message }];
})
  .optional()
  .describe("When the services run, but for jobs, which have schedules of their own; without it, all week");
