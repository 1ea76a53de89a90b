import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadConfiguration } from "../config/load";
import { type GoldenProject, goldenFiles, goldenProjects, goldenTargets } from "../test/helpers/golden";
import {
  heldAddresses,
  lostAddresses,
  statefulAddressesFile,
  statefulStacks,
  updatedAddresses,
} from "../test/helpers/stateful-addresses";

/** Writes the golden files anew, to be read as a diff in review. Tests only compare with them. */
function main(): void {
  for (const problem of goldenProjects.flatMap(writeGolden)) {
    console.error(problem);
    process.exitCode = 1;
  }
}

/** @returns what would be lost */
function writeGolden(project: GoldenProject): readonly string[] {
  const configuration = loadConfiguration(project.root);
  for (const target of Object.keys(goldenTargets))
    rmSync(join(project.folder, target), { recursive: true, force: true });
  for (const [name, json] of goldenFiles(configuration)) {
    const file = join(project.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, json);
  }
  const held = heldAddresses(project);
  const stacks = statefulStacks(configuration);
  writeFileSync(statefulAddressesFile(project), `${JSON.stringify(updatedAddresses(held, stacks), null, 2)}\n`);
  return lostAddresses(held, stacks, project);
}

main();
