import { loadConfiguration } from "../config/load";
import { judged } from "../test/helpers/arguments/judged";
import { mutationsOf } from "../test/helpers/arguments/mutations";
import { fixture, fixtureNames } from "../test/helpers/fixtures";

/** Makes each held argument worse wherever it stands, and tells what nobody found: `npm run proof:arguments`. */
function prove(): void {
  const environments = [...fixtureNames.map((name) => fixture(name)), loadConfiguration(process.cwd())].flatMap(
    (configuration) => configuration.environments,
  );
  const totals = { tried: 0, found: 0 };
  for (const environment of environments) {
    const { template, findings, isFound } = judged(environment);
    for (const { message } of findings(template))
      throw new Error(`${environment.name} has a finding unchanged: ${message}`);
    const mutations = mutationsOf(template);
    const passed = mutations.filter((mutation) => !isFound(mutation));
    totals.tried += mutations.length;
    totals.found += mutations.length - passed.length;
    const kinds = new Set(mutations.map(({ type, path }) => `${type} ${path}`)).size;
    console.log(
      `${environment.account.name}/${environment.name}: ${mutations.length - passed.length} of ${mutations.length} found, of ${kinds} arguments`,
    );
    for (const { title } of passed) console.log(`  passed: ${title}`);
  }
  console.log(`${totals.found} of ${totals.tried} worse arguments found in ${environments.length} environments`);
  process.exitCode = totals.found === totals.tried ? 0 : 1;
}

prove();
