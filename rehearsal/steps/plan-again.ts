import { join } from "node:path";
import type { Rehearsal, RehearsalStep, SynthesizedStack } from "../context";
import { planRole, underRole } from "../delivery-roles";
import { differenceProblems, readKnownDifferences } from "../known-differences";
import { planDifferences } from "../plan-differences";

/** After the last apply, side by side: a stack that changes another's resources shows up here. */
export const planAgain: RehearsalStep = {
  title: "terraform plan again: no changes",
  run: async (rehearsal) => {
    const { stacks, applied, toolbox } = rehearsal;
    if (!applied.value) return {};
    const differences = await Promise.all(stacks.value.map((stack) => differencesOf(rehearsal, stack)));
    const known = readKnownDifferences(join(toolbox.projectRoot, "emulator", "known-differences.json"));
    return { problems: differenceProblems(differences.flat(), known) };
  },
};

/** As the role that plans the stack sees them. */
export async function differencesOf({ plan, terraform }: Rehearsal, stack: SynthesizedStack) {
  const tool = terraform.value;
  if (await underRole(stack, planRole(plan, stack), () => tool.planIsEmpty(stack))) return [];
  return planDifferences(await tool.showPlan(stack));
}
