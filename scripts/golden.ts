import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadConfiguration } from "../config/load";
import { goldenFiles, goldenFolder, statefulAddressesFile } from "../test/helpers/golden";
import {
  lostAddresses,
  readStatefulAddresses,
  statefulStacks,
  updatedAddresses,
} from "../test/helpers/stateful-addresses";

/** Writes the golden files anew, to be read as a diff in review. Tests only compare with them. */
function main(): void {
  const configuration = loadConfiguration(process.cwd());
  for (const target of ["cloud", "local"]) rmSync(join(goldenFolder, target), { recursive: true, force: true });
  for (const [name, json] of goldenFiles(configuration)) {
    const file = join(goldenFolder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, json);
  }
  const listed = existsSync(statefulAddressesFile) ? readStatefulAddresses() : {};
  const stacks = statefulStacks(configuration);
  writeFileSync(statefulAddressesFile, `${JSON.stringify(updatedAddresses(listed, stacks), null, 2)}\n`);
  for (const problem of lostAddresses(listed, stacks)) {
    console.error(problem);
    process.exitCode = 1;
  }
}

main();
