import { z } from "zod";
import { wholeNumber } from "../../config/schema/primitives";
import { namedEntries } from "../../config/schema/rules";
import { kebabCase } from "../../model/name-rules";

const bucket = z.strictObject({
  keptVersionDays: wholeNumber(1, 3650)
    .default(30)
    .describe("Days that a version of an object is kept after another took its place, or after it was deleted"),
});

/** What is left of the 63 characters of a bucket's name beside the longest namePrefix and the account's id. */
export const bucketsSchema = namedEntries(bucket, kebabCase, (name) =>
  kebabCase.test(name) && name.length <= 17
    ? undefined
    : "a bucket is named with at most 17 lower-case letters, digits and single inner hyphens, starting with a letter",
)
  .default({})
  .describe("Private buckets of S3, with versions and under the environment's key");
