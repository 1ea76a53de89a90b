import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const published = JSON.parse(readFileSync(join(import.meta.dirname, "compose-spec.json"), "utf8"));
/** The published file names the draft by another address than the draft names itself. */
const schema = z.fromJSONSchema({ ...published, $schema: "http://json-schema.org/draft-07/schema#" });

/** What Compose's published schema finds in the text of a file, one line each. */
export function composeProblems(text: string): readonly string[] {
  const { error } = schema.safeParse(parse(text));
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}
