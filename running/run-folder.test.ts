import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { isGroupRunning } from "./process-group";
import { removeStaleRuns, temporaryRunFolder } from "./run-folder";
import { Shutdown } from "./shutdown";
import { fakeProgram } from "./tools/testing/fake-program";
import { aToolbox } from "./tools/testing/temporary-toolbox";
import { UserError } from "./user-error";

/** Above every process id that Linux and macOS give. */
const goneProcess = 99_999_999;

test("a run folder is temporary, named after its process and laid out as the project is", async () => {
  const { shutdown } = aToolbox();
  const folder = temporaryRunFolder(shutdown);
  expect(basename(folder.root)).toMatch(new RegExp(`^slipway-${process.pid}-`));
  expect(folder).toEqual({
    root: folder.root,
    output: join(folder.root, "cdktf.out"),
    local: join(folder.root, ".slipway/local"),
  });
  await shutdown.finish();
  expect(existsSync(folder.root)).toBe(false);
});

test("a temporary folder that cannot be had is one sentence", () => {
  vi.stubEnv("TMPDIR", "/dev/null/absent");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => temporaryRunFolder(new Shutdown(() => {}))).toThrow(
    new UserError("/dev/null/absent cannot be written (ENOTDIR); set TMPDIR to a writable folder"),
  );
});

test("the next run ends and removes what a run that was killed outright has left, and nothing of a living one", async () => {
  const { shutdown, environment } = aToolbox();
  const living = temporaryRunFolder(shutdown);
  const stale = mkdtempSync(join(realpathSync(tmpdir()), `slipway-${goneProcess}-`));
  mkdirSync(join(stale, "stacks"));
  writeFileSync(join(stale, "stacks", "cdk.tf.json"), "{}");
  fakeProgram(stale, "terraform", "while true; do sleep 0.05; done");
  const orphan = shutdown.children.start(join(stale, "terraform"), [`-chdir=${stale}/stacks`, "apply"], {
    env: environment,
  });
  await removeStaleRuns(shutdown, environment);
  await new Promise((resolve) => orphan.once("close", resolve));
  expect(isGroupRunning(orphan.pid ?? 0)).toBe(false);
  expect(existsSync(stale)).toBe(false);
  expect(existsSync(living.root)).toBe(true);
});
