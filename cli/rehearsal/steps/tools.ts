import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findEmulatorPython } from "../../tools/python";
import { findTerraform } from "../../tools/terraform";
import { Unavailable } from "../../user-error";
import type { RehearsalStep } from "../context";
import type { Fact } from "../fact";
import { Terraform } from "../terraform";
import { terraformEnvironment } from "../terraform-environment";

/** Finds what later steps start; they are skipped where it is not to be had. */
export const findTools: RehearsalStep = {
  title: "find terraform and Python",
  run: async ({ toolbox, folder, logFolder, clock, terraform, python }) => {
    const cliConfigFile = join(folder.local, "terraform.rc");
    writeFileSync(cliConfigFile, "");
    const environment = terraformEnvironment(toolbox.environment, cliConfigFile);
    await Promise.all([
      settle(terraform, async () => {
        const program = await findTerraform(toolbox);
        return new Terraform({ program, environment, children: toolbox.shutdown.children, logFolder, clock });
      }),
      settle(python, () => findEmulatorPython(toolbox)),
    ]);
    return {};
  },
};

async function settle<Value>(fact: Fact<Value>, find: () => Promise<Value>): Promise<void> {
  try {
    fact.set(await find());
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    fact.missing(error.message);
  }
}
