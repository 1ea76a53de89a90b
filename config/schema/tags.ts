import { z } from "zod";
import { costTags } from "../../model/tags";
import { namedEntries } from "./rules";

const ownTags = Object.keys(costTags({ stack: "", owner: "", environment: "", furtherTags: {} }));

/** Tags of the operator's own; AWS allows 50 on a resource, and Slipway needs some of them. */
export const tagsSchema = namedEntries(z.string().max(256), /^[A-Za-z0-9 _.:/=+@-]{1,128}$/, tagNameProblem)
  .default({})
  .describe("Further tags on every resource");

function tagNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9 _.:/=+@-]{1,128}$/.test(name)) return "use 1 to 128 letters, digits, spaces and _.:/=+@-";
  if (/^aws:/i.test(name)) return "aws: is reserved in names of tags; choose another name";
  const own = ownTags.find((tag) => tag.toLowerCase() === name.toLowerCase());
  return own === undefined ? undefined : `the tag ${own} is set by Slipway; remove it here`;
}
