import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runFolderAt } from "../running/run-folder";
import { temporaryFolder } from "../running/tools/testing/temporary-toolbox";
import { localTargetWarnings } from "./kept-emulator";

const warning =
  "no emulator is up, and deploying to the local target needs one; start it with: npx slipway emulator start staging|preview";

function warningsWith(record?: string): readonly string[] {
  const folder = runFolderAt(temporaryFolder());
  mkdirSync(folder.local, { recursive: true });
  if (record !== undefined) writeFileSync(join(folder.local, "emulator.json"), record);
  return localTargetWarnings(folder, ["staging", "preview"]);
}

const keptBy = (pid: number) => JSON.stringify({ endpoint: "http://127.0.0.1:5000", pid, environment: "staging" });

test("an emulator that is up is nothing to warn about", () => {
  expect(warningsWith(keptBy(process.pid))).toEqual([]);
});

test.each([
  ["none was started", undefined],
  ["it has ended", keptBy(2 ** 22 + 1)],
  ["its record is torn", "{"],
])("the local target says how to start an emulator where %s", (_, record) => {
  expect(warningsWith(record)).toEqual([warning]);
});
