import { type PlannedIam, planIam } from "../model/delivery/planned-iam";
import type { Plans } from "./arguments/allowed";

/** Of the plans that were asked of last: a proof asks of the same thousands of times. */
let last: { readonly plans: Plans; readonly sharers: Plans; readonly iam: PlannedIam } | undefined;

/** Every role and policy that the stacks of these plans make, and of the sharers those in their account's stack. */
export function plannedIam(plans: Plans, sharers: Plans): PlannedIam {
  if (last?.plans !== plans || last.sharers !== sharers) last = { plans, sharers, iam: planIam(plans, sharers) };
  return last.iam;
}
