import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { oldestProviderVersion } from "../../../model/provider-features";
import { type Emulator, startEmulator } from "../../../rehearsal/emulator";
import { TerraformClock } from "../../../running/clock";
import type { Shutdown } from "../../../running/shutdown";
import { Terraform } from "../../../running/terraform";
import { terraformEnvironment } from "../../../running/terraform-environment";
import { cacheFolder } from "../../../running/tools/cache-folder";
import { providerFolder } from "../../../running/tools/provider";
import { findEmulatorPython } from "../../../running/tools/python";
import { findTerraform } from "../../../running/tools/terraform";
import { officialReleaseHosts, type Toolbox } from "../../../running/tools/toolbox";
import { smallStaging } from "../fixtures";

export interface GateTools {
  readonly terraform: string;
  /** The AWS provider's unpacked folder. */
  readonly provider: string;
}

export async function gateTools(shutdown: Shutdown, folder: string): Promise<GateTools> {
  const toolbox = toolboxIn(shutdown);
  const terraform = await findTerraform(toolbox);
  const provider = await providerFolder(toolbox, oldestProviderVersion, initializer(toolbox, terraform, folder));
  return { terraform, provider };
}

function toolboxIn(shutdown: Shutdown): Toolbox {
  const cache = cacheFolder(process.env);
  const projectRoot = process.cwd();
  return {
    environment: process.env,
    projectRoot,
    cache,
    shutdown,
    releaseHosts: officialReleaseHosts,
    say: () => {},
  };
}

function initializer({ shutdown, environment }: Toolbox, program: string, folder: string): Terraform {
  const cliConfigFile = join(folder, "terraform.rc");
  writeFileSync(cliConfigFile, "");
  return new Terraform({
    program,
    environment: terraformEnvironment(environment, cliConfigFile),
    children: shutdown.children,
    logFolder: folder,
    clock: new TerraformClock(),
  });
}

/** An AWS of the account of `staging`, which ends with the shutdown. */
/** Of the account's: an emulator belongs to one. */
export async function emulatorIn(
  shutdown: Shutdown,
  folder: string,
  account: { readonly accountId: string; readonly region: string } = smallStaging().account,
): Promise<Emulator> {
  const toolbox = toolboxIn(shutdown);
  return startEmulator(toolbox.shutdown.children, {
    python: await findEmulatorPython(toolbox),
    packageFolder: join(toolbox.projectRoot, "emulator"),
    environment: toolbox.environment,
    accountId: account.accountId,
    region: account.region,
    logFile: join(folder, "emulator.log"),
    outlives: false,
  });
}
