import { z } from "zod";
import { costTags } from "../../model/tags";
import { text } from "./primitives";
import { namedEntries, withRule } from "./rules";

const ownTags = Object.keys(costTags({ stack: "", owner: "", environment: "", furtherTags: {} }));

/** AWS allows 50 on a resource: these of the account, these of the environment, and ten for what Slipway sets. */
const mostTags = 20;

/** AWS General Reference, "Tag naming limits and requirements"; letters and digits of any script. */
const tagValue = text(
  /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u,
  "the value of a tag",
  "at most 256 letters, digits, spaces and _.:/=+@-",
);

/** Tags of the operator's own. */
export const tagsSchema = withRule(
  namedEntries(tagValue, /^[A-Za-z0-9 _.:/=+@-]{1,128}$/, tagNameProblem),
  z.record(z.string(), z.unknown()),
  (tags) =>
    Object.keys(tags).flatMap((name, index, names) => {
      const message = namesakeProblem(name, names.slice(0, index)) ?? countProblem(index);
      return message === undefined ? [] : [{ path: [name], message, at: "key" as const }];
    }),
)
  .default({})
  .describe("Further tags on every resource");

/** IAM compares names of tags without regard to case. */
function namesakeProblem(name: string, others: readonly string[]): string | undefined {
  const namesake = others.find((other) => other.toLowerCase() === name.toLowerCase());
  return namesake === undefined ? undefined : `${namesake} is the same tag to AWS but for its case; keep one of both`;
}

function countProblem(index: number): string | undefined {
  return index === mostTags ? `the tag is one too many; use at most ${mostTags} in a file` : undefined;
}

function tagNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9 _.:/=+@-]{1,128}$/.test(name)) return "use 1 to 128 letters, digits, spaces and _.:/=+@-";
  if (/^aws:/i.test(name)) return "aws: is reserved in names of tags; choose another name";
  const own = ownTags.find((tag) => tag.toLowerCase() === name.toLowerCase());
  return own === undefined ? undefined : `the tag ${own} is set by Slipway; remove it here`;
}
