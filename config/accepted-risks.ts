import { join } from "node:path";
import type { z } from "zod";
import { ConfigurationError } from "./diagnostics";
import { validate } from "./issue-faults";
import { acceptedRisksSchema } from "./schema/accepted-risks";
import { readText } from "./text-file";
import { readYaml } from "./yaml-file";

const file = "config/accepted-risks.yaml";

/** Reads the accepted risks below the project's root. */
export function loadAcceptedRisks(root: string): z.output<typeof acceptedRisksSchema>["acceptedRisks"] {
  const reading = readText(join(root, file));
  if ("problem" in reading) throw new ConfigurationError([{ file, path: [], message: reading.problem }]);
  const { content, faults } = readYaml(file, reading.text);
  if (content === undefined) throw new ConfigurationError(faults);
  const validated = validate(content, acceptedRisksSchema);
  const all = [...faults, ...validated.faults];
  if (validated.settings === undefined || all.length > 0) throw new ConfigurationError(all);
  return validated.settings.acceptedRisks;
}
