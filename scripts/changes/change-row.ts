import type { PlannedAction } from "../../checks/plan/plan-json";
import type { PlanReport } from "../../checks/plan/plan-report";
import type { Json } from "../../model/json";
import type { Happening } from "./rewrites";

/** What became of one changed setting; kept as JSON, so that a run of some leaves the rows of the others. */
export interface ChangeRow {
  readonly leaf: string;
  readonly to: Json;
  readonly outcome: "applied" | "no stack holds it" | "refused" | "fails" | "not run";
  /** Why it was refused, fails or was not run. */
  readonly because?: string;
  /** Settings that were changed with it. */
  readonly together: readonly string[];
  /** Types of AWS by what is done to them, such as `replaced: aws_ecs_task_definition`. */
  readonly happens: readonly string[];
  /** What users or tasks notice, with Terraform's word for how sure that is. */
  readonly interrupts: readonly string[];
}

const verbs: Partial<Readonly<Record<PlannedAction, string>>> = {
  update: "in place",
  replace: "replaced",
  create: "made",
  destroy: "gone",
};

export function happensText(happenings: readonly Happening[]): readonly string[] {
  return Object.entries(verbs).flatMap(([action, verb]) => {
    const types = happenings.filter(({ change }) => change.action === action).map(({ change }) => change.type);
    return types.length === 0 ? [] : [`${verb}: ${[...new Set(types)].sort().join(", ")}`];
  });
}

export function interruptsText(happenings: readonly Happening[], reports: readonly PlanReport[]): readonly string[] {
  const addresses = new Set(happenings.map(({ stack, change }) => `${stack} ${change.address}`));
  const noticed = reports.flatMap(({ stack, interruptions }) =>
    interruptions.filter(({ address }) => addresses.has(`${stack} ${address}`)),
  );
  return [...new Set(noticed.map(({ effect, downtime }) => `${effect} (downtime: ${downtime})`))].sort();
}

export function notRun({ leaf, to }: Pick<ChangeRow, "leaf" | "to">, because: string): ChangeRow {
  return { leaf, to, outcome: "not run", because, together: [], happens: [], interrupts: [] };
}
