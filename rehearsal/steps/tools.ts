import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fact } from "../../running/fact";
import { Terraform } from "../../running/terraform";
import { terraformEnvironment } from "../../running/terraform-environment";
import { findEmulatorPython } from "../../running/tools/python";
import { findTerraform } from "../../running/tools/terraform";
import { Unavailable } from "../../running/user-error";
import type { RehearsalStep } from "../context";

/** Finds what later steps start; they are skipped where it is not to be had. */
export const findTools: RehearsalStep = {
  title: "find terraform and Python",
  run: async ({ toolbox, folder, logFolder, clock, terraform, python }) => {
    const cliConfigFile = join(folder.local, "terraform.rc");
    writeFileSync(cliConfigFile, "");
    const environment = terraformEnvironment(toolbox.environment, cliConfigFile);
    const reasons = await Promise.all([
      setWhenFound(terraform, async () => {
        const program = await findTerraform(toolbox);
        return new Terraform({ program, environment, children: toolbox.shutdown.children, logFolder, clock });
      }),
      setWhenFound(python, () => findEmulatorPython(toolbox)),
    ]);
    const missing = reasons.filter((reason) => reason !== undefined);
    if (missing.length > 0) throw new Unavailable(missing.join("; "));
    return {};
  },
};

/** @returns why it cannot be had; the other tool may be of use without it */
async function setWhenFound<Value>(fact: Fact<Value>, find: () => Promise<Value>): Promise<string | undefined> {
  try {
    fact.set(await find());
  } catch (error) {
    if (error instanceof Unavailable) return error.message;
    throw error;
  }
}
