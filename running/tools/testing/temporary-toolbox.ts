import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Shutdown } from "../../shutdown";
import type { Toolbox } from "../toolbox";

export interface TestToolbox extends Toolbox {
  readonly said: readonly string[];
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const shutdown = new Shutdown(() => {});
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "slipway-test-"));
  shutdown.own(folder);
  onTestFinished(() => shutdown.finish());
  return folder;
}

/** A toolbox with an empty cache, whose releases are fetched from the given address. */
export function aToolbox(changes: Partial<Toolbox> = {}): TestToolbox {
  const root = temporaryFolder();
  const said: string[] = [];
  const shutdown = new Shutdown((text) => said.push(text));
  onTestFinished(() => shutdown.finish());
  const nowhere = "http://127.0.0.1:1";
  return {
    environment: { PATH: process.env.PATH },
    projectRoot: root,
    cache: join(root, "cache"),
    shutdown,
    releaseHosts: { terraform: nowhere, tfsec: nowhere },
    say: (text) => said.push(text),
    said,
    ...changes,
  };
}
