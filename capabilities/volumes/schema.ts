import { z } from "zod";
import { namedEntries } from "../../config/schema/rules";
import { kebabCase } from "../../model/name-rules";

const volume = z.strictObject({
  detached: z
    .boolean()
    .default(false)
    .describe("No service mounts it, and its data stays: the step before it is removed, or until one mounts it again"),
});

/** What is left of the 64 characters of a creation token beside the longest namePrefix. */
const longestName = 31;

export const volumesSchema = namedEntries(volume, kebabCase, (name) =>
  kebabCase.test(name) && name.length <= longestName && name !== "tmp"
    ? undefined
    : `a volume is named with at most ${longestName} lower-case letters, digits and single inner hyphens, starting with a letter, and not tmp, which each task has`,
)
  .default({})
  .describe("File systems of EFS that outlive tasks and instances, each for the one service that writes it");
