import path from "node:path";
import { buildApp } from "./app";
import { loadConfiguration } from "./config/load";
import { environmentWarnings } from "./config/warnings";
import { copyLockFiles, lockFileWarnings } from "./delivery/locking/lock-files";
import { MendableError } from "./model/mendable-error";
import { oldestProviderVersion } from "./model/provider-features";
import { localTargetWarnings } from "./rehearsal/kept-emulator";
import { scheduleArchive } from "./running/function-archive";
import { replaceOutput } from "./running/replace-output";
import { runFolderAt } from "./running/run-folder";
import { prepareLocalTarget } from "./running/tools/provider-mirror";
import { UserError } from "./running/user-error";
import type { Target } from "./stacks/target";

function main(): void {
  const outdir = path.resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out");
  const target = targetNamed(process.env.SLIPWAY_TARGET ?? "cloud");
  const root = process.cwd();
  const configuration = loadConfiguration(root);
  warn(configuration.environments.flatMap(environmentWarnings));
  replaceOutput(outdir, (folder) => {
    buildApp(configuration, { outdir: folder, target, functionArchive: () => scheduleArchive(root) }).synth();
    if (target.kind === "cloud") copyLockFiles(root, folder);
  });
  if (target.kind === "cloud") warn(lockFileWarnings(root, configuration.environments));
  if (target.kind === "local") {
    prepareLocalTarget(outdir, process.env);
    const names = configuration.environments.map(({ name }) => name);
    warn(localTargetWarnings(runFolderAt(path.dirname(outdir)), names));
  }
}

function warn(warnings: readonly string[]): void {
  for (const warning of warnings) console.error(`warning: ${warning}`);
}

function targetNamed(name: string): Target {
  switch (name) {
    case "cloud":
      return { kind: "cloud" };
    case "local":
      return { kind: "local", providerVersion: oldestProviderVersion };
    default:
      throw new UserError(
        `SLIPWAY_TARGET: "${name}" is not a target; use cloud (AWS and Terraform Cloud, the default) or local (the emulator)`,
      );
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof MendableError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
