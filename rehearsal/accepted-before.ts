import { join } from "node:path";
import { z } from "zod";
import { acceptedRisksFile } from "../config/accepted-risks";
import { readText } from "../config/text-file";
import { readYaml } from "../config/yaml-file";
import { fileAt } from "../delivery/changed-files";

const entries = z.object({ acceptedRisks: z.array(z.object({ environment: z.string() })) });

/**
 * How many risks were accepted before this change: in the commit, where the file has been changed since, else in its first
 * parent, which of a pull request's merge is the branch that it goes into.
 *
 * @returns nothing where git does not know
 */
export function acceptedBefore(projectRoot: string, environments: readonly string[]): number | undefined {
  const now = readText(join(projectRoot, acceptedRisksFile));
  const committed = fileAt(projectRoot, "HEAD", acceptedRisksFile);
  const isChanged = "text" in now && now.text !== committed;
  const before = isChanged ? committed : fileAt(projectRoot, "HEAD^1", acceptedRisksFile);
  if (before === undefined) return undefined;
  const { success, data } = entries.safeParse(readYaml(acceptedRisksFile, before).content?.value);
  return success
    ? data.acceptedRisks.filter(({ environment }) => environments.includes(environment)).length
    : undefined;
}
