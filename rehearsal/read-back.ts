import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { ReadBackResult } from "./read-back-result";

/** What the plan promises, and what the account holds, both as sentences. */
export async function readBack(_plan: EnvironmentPlan, _endpoint: string): Promise<readonly ReadBackResult[]> {
  return [];
}
