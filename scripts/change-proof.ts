import { existsSync, writeFileSync } from "node:fs";
import { withToolbox } from "../cli/session";
import { plainProgress } from "../running/progress";
import { ChangedFixture } from "../test/helpers/changes/changed-fixture";
import { fixtureNames } from "../test/helpers/fixtures";
import { type ChangeRow, notRun } from "./changes/change-row";
import { type ChangeRows, changesDocument, documentFile, readRows, rowsFile } from "./changes/document";
import { proveFixture } from "./changes/prove-fixture";

/**
 * Changes every setting of the fixtures, and writes what happens into the documents: `npm run proof:changes -- 60 kinds
 * small/environment.budget.monthlyUsd` takes an hour at most, and what is named alone. Each fixture has a deployment of its
 * own: most of the time Terraform waits.
 */
async function prove(): Promise<void> {
  const [minutes = "600", ...chosen] = process.argv.slice(3);
  const deadline = performance.now() + Number(minutes) * 60_000;
  const isTimeOver = () => performance.now() > deadline;
  const { env: environment, stdout, stderr } = process;
  const unknown = chosen.filter((name) => !names().includes(name));
  if (unknown.length > 0) throw new RangeError(`no fixture has the setting ${unknown.join(", ")}`);
  let rows = allRows(existsSync(rowsFile) ? readRows() : {});
  write(rows);
  await withToolbox({ environment, stdout, stderr, projectRoot: process.cwd() }, console.log, (toolbox) =>
    Promise.all(
      fixtureNames.map((name) => {
        const { print: say, ...observer } = plainProgress((line) => console.log(`${name}: ${line}`));
        const found = (row: ChangeRow) => {
          say(`${row.leaf}: ${row.outcome}${row.because === undefined ? "" : `: ${row.because}`}`);
          rows = { ...rows, [name]: (rows[name] ?? []).map((known) => (known.leaf === row.leaf ? row : known)) };
          write(rows);
        };
        const fixture = new ChangedFixture(name);
        const leaves = fixture.leaves.filter(({ leaf }) => isChosen(chosen, [name, `${name}/${leaf}`]));
        return proveFixture(fixture, leaves, { toolbox: { ...toolbox, say }, observer, found, isTimeOver });
      }),
    ),
  );
  const failed = Object.values(rows)
    .flat()
    .some(({ outcome }) => outcome === "fails");
  process.exitCode = failed ? 1 : 0;
}

/** What can be chosen. */
function names(): readonly string[] {
  return fixtureNames.flatMap((name) => [
    name,
    ...new ChangedFixture(name).leaves.map(({ leaf }) => `${name}/${leaf}`),
  ]);
}

function isChosen(chosen: readonly string[], names: readonly string[]): boolean {
  return chosen.length === 0 || names.some((name) => chosen.includes(name));
}

/** A row for each setting that there is: as it was last seen, or not run yet. */
function allRows(known: ChangeRows): ChangeRows {
  return Object.fromEntries(
    fixtureNames.map((name) => [
      name,
      new ChangedFixture(name).leaves.map(
        ({ leaf, to }) =>
          known[name]?.find((row) => row.leaf === leaf) ?? notRun({ leaf, to }, "it was not chosen in a run so far"),
      ),
    ]),
  );
}

function write(rows: ChangeRows): void {
  writeFileSync(rowsFile, `${JSON.stringify(rows, null, 1)}\n`);
  writeFileSync(documentFile, changesDocument(rows));
}

void prove();
