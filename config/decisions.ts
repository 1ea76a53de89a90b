import { join } from "node:path";
import type { z } from "zod";
import { ConfigurationError } from "./diagnostics";
import { validate } from "./issue-faults";
import { readText } from "./text-file";
import { readYaml } from "./yaml-file";

/**
 * Reads a file of decisions that expire, such as accepted risks.
 *
 * @param file below the project's root
 */
export function loadDecisions<Schema extends z.ZodType>(root: string, file: string, schema: Schema): z.output<Schema> {
  const reading = readText(join(root, file));
  if ("problem" in reading)
    throw new ConfigurationError([{ file, path: [], message: reading.problem, position: reading.position }]);
  const { content, faults } = readYaml(file, reading.text);
  if (content === undefined) throw new ConfigurationError(faults);
  const validated = validate(content, schema);
  const all = [...faults, ...validated.faults];
  if (validated.settings === undefined || all.length > 0) throw new ConfigurationError(all);
  return validated.settings;
}
