import { readPlan } from "../../checks/plan/plan-json";
import { type PlanReport, planReport, refusedLosses } from "../../checks/plan/plan-report";
import { loadApprovedLosses } from "../../config/approved-losses";
import { MendableError } from "../../model/mendable-error";
import { UserError } from "../../running/user-error";
import type { Rehearsal, RehearsalStep, SynthesizedStack } from "../context";
import { planRole, underRole } from "../delivery-roles";
import { applyStack } from "../steps/apply";
import { releaseAfter } from "../steps/release-after";
import { changeLines, refusalText } from "./change-text";

/** In the documented order; stops where a plan is refused, as a reviewer would, and where Terraform fails. */
export const applyChange: RehearsalStep = {
  title: "terraform plan and apply of the change",
  run: async (rehearsal, note) => {
    const { stacks, applied, planned } = rehearsal;
    const reports: PlanReport[] = [];
    planned.set(reports);
    const details: string[] = [];
    for (const stack of stacks.value) {
      try {
        const report = await planStack(rehearsal, stack);
        reports.push(report);
        details.push(...changeLines(report));
        const refused = refusedLosses(report);
        if (refused.length > 0) return { details, problems: refused.map((loss) => refusalText(report, loss)) };
        if (isEmpty(report)) await releaseAfter(rehearsal, stack);
        else await applyStack(rehearsal, stack, note);
      } catch (error) {
        if (!(error instanceof MendableError)) throw error;
        // What the services behind the load balancer answer then is still asked.
        return { details, problems: [error.message] };
      }
    }
    applied.set(true);
    return { details };
  },
};

export function isEmpty({ changes, changedOutputs }: PlanReport): boolean {
  return changes.length === 0 && changedOutputs.length === 0;
}

async function planStack({ plan, terraform, toolbox }: Rehearsal, stack: SynthesizedStack): Promise<PlanReport> {
  await underRole(stack, planRole(plan, stack), () => terraform.value.planIsEmpty(stack));
  const reading = readPlan(await terraform.value.showPlan(stack));
  if ("problem" in reading) throw new UserError(`the plan of ${stack.name} cannot be read: ${reading.problem}`);
  return planReport(reading.plan, {
    stack: stack.name,
    approvals: loadApprovedLosses(toolbox.projectRoot),
    ownDomains: plan.ownDomains,
    today: new Date().toISOString().slice(0, 10),
  });
}
