import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Breach, type GateCheck, proofOf } from "./proof";
import { workflowBreaches } from "./workflow-breaches";

/** What they call is read as far as it stands in a workflow, an action or a script of package.json. */
export const workflows: GateCheck = {
  id: "workflows",
  title: "no workflow applies, or approves by itself",
  prove: async ({ toolbox: { projectRoot } }) => {
    const files = workflowFiles(projectRoot);
    const problems: string[] = [];
    const breaches = files.flatMap((file) => {
      try {
        return breachesIn(file, readFileSync(join(projectRoot, file), "utf8"));
      } catch (error) {
        problems.push(`${file} cannot be read (${error instanceof Error ? error.message : error})`);
        return [];
      }
    });
    return proofOf(breaches, problems, `none of ${files.length} files does: ${files.join(", ")}`);
  },
};

const wayOut = "leave applying to the run that waits for a person: npx slipway run NAME";

function breachesIn(file: string, text: string): readonly Breach[] {
  return workflowBreaches(text).map(({ line, what }) => ({ what: `${file}:${line} ${what}`, wayOut }));
}

export function workflowFiles(projectRoot: string): readonly string[] {
  const below = (folder: string) =>
    existsSync(join(projectRoot, folder))
      ? readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`)
      : [];
  return [
    ...[...below(".github/workflows"), ...below(".github/actions")].filter((file) => /\.ya?ml$/.test(file)).sort(),
    ...["package.json"].filter((file) => existsSync(join(projectRoot, file))),
  ];
}
