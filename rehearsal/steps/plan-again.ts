import { join } from "node:path";
import type { Terraform } from "../../running/terraform";
import type { RehearsalStep, SynthesizedStack } from "../context";
import { differenceProblems, readKnownDifferences } from "../known-differences";
import { planDifferences } from "../plan-differences";

/** After the last apply, side by side: a stack that changes another's resources shows up here. */
export const planAgain: RehearsalStep = {
  title: "terraform plan again: no changes",
  run: async ({ stacks, terraform, applied, toolbox }) => {
    const tool = terraform.value;
    if (!applied.value) return {};
    const differences = await Promise.all(stacks.value.map((stack) => differencesOf(tool, stack)));
    const known = readKnownDifferences(join(toolbox.projectRoot, "emulator", "known-differences.json"));
    return { problems: differenceProblems(differences.flat(), known) };
  },
};

export async function differencesOf(terraform: Terraform, stack: SynthesizedStack) {
  if (await terraform.planIsEmpty(stack)) return [];
  return planDifferences(await terraform.showPlan(stack));
}
