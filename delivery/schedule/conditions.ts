import type { Temporal } from "temporal-polyfill";
import { awsTypes } from "../../model/aws-types/records";
import type { ScheduleFacts } from "../../model/schedule/weekly-windows";
import { isItsTime, type Purpose } from "./due";

/** What is known of a scheduled run that stands at the gate. Whatever is not known is absent, and proves nothing. */
export interface Evidence {
  readonly purpose: Purpose;
  /** SHA-256 of the folder that the run is made from. */
  readonly uploaded: string | undefined;
  readonly confirmed: ConfirmedConfiguration;
  readonly plan: EvidentPlan | undefined;
  readonly workspace: string;
  /** Of the environment's runtime stack. */
  readonly runtimeWorkspace: string;
  readonly schedule: ScheduleFacts | undefined;
  readonly overriddenUntil: Temporal.Instant | undefined;
  readonly now: Temporal.Instant;
}

/** SHA-256 of the folder of the last run that a person confirmed, or why there is none. */
export type ConfirmedConfiguration = { readonly digest: string; readonly run: string } | { readonly problem: string };

export interface EvidentPlan {
  /** Whether Terraform says that it plans all there is to do. */
  readonly isComplete: boolean;
  readonly changes: readonly EvidentChange[];
}

export interface EvidentChange {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly actions: readonly string[];
}

/** What has to hold before a machine confirms a run. */
export interface Condition {
  readonly id: string;
  readonly words: string;
  /** What becomes of a run for which it does not hold: it waits for a person, or is discarded. */
  readonly otherwise: "a person" | "refused";
  /** Why it does not hold. */
  readonly problem: (evidence: Evidence) => string | undefined;
}

/** The whole of the exemption from the gate (ADR 0027): where one does not hold, a machine confirms nothing. */
export const conditions: readonly Condition[] = [
  {
    id: "configuration",
    words: "the uploaded folder is that of the last run which a person confirmed",
    otherwise: "a person",
    problem: ({ uploaded, confirmed }) => {
      if (uploaded === undefined) return "what the run is made from could not be read";
      if ("problem" in confirmed) return confirmed.problem;
      return uploaded === confirmed.digest
        ? undefined
        : `what was uploaded (SHA-256 ${uploaded}) is not what a person confirmed last (${confirmed.digest}, ${confirmed.run})`;
    },
  },
  {
    id: "actions",
    words: "a teardown only deletes, and a return only creates; data may be read",
    otherwise: "a person",
    problem: ({ purpose, plan }) => {
      if (plan === undefined) return "the plan could not be read";
      if (!plan.isComplete) return "the plan does not hold all there is to do";
      const wanted = purpose === "teardown" ? "delete" : "create";
      return named(
        plan.changes.filter((change) => !isHarmless(change) && change.actions.join() !== wanted),
        ({ address, actions }) => `${address} is to ${actions.join(" and ")}`,
      );
    },
  },
  {
    id: "stateful",
    words: "nothing that holds data occurs",
    otherwise: "a person",
    problem: ({ plan }) => {
      if (plan === undefined) return "the plan could not be read";
      return named(
        plan.changes.filter(({ mode, type }) => mode !== "data" && holdsData(type)),
        ({ address }) => `${address} may hold data`,
      );
    },
  },
  {
    id: "time",
    words: "the workspace is a runtime's with a schedule that tears it down at weekends, and now is the time for it",
    otherwise: "refused",
    problem: ({ purpose, workspace, runtimeWorkspace, schedule, now, overriddenUntil }) => {
      if (workspace !== runtimeWorkspace) return `${workspace} is not the runtime's workspace, ${runtimeWorkspace}`;
      if (schedule?.weekend !== "teardown") return "the environment has no schedule that tears it down at weekends";
      return isItsTime(purpose, schedule, now, overriddenUntil)
        ? undefined
        : `${now.toZonedDateTimeISO(schedule.timezone).toString({ smallestUnit: "second" })} is not the time for a ${purpose}`;
    },
  },
];

export type Verdict =
  | { readonly kind: "confirm" }
  | { readonly kind: "a person" | "refused"; readonly because: readonly string[] };

/** @returns what becomes of the run, with the condition and the reason for each that does not hold */
export function judged(evidence: Evidence): Verdict {
  const broken = conditions.flatMap(({ id, otherwise, problem }) => {
    const because = problem(evidence);
    return because === undefined ? [] : [{ otherwise, because: `${id}: ${because}` }];
  });
  if (broken.length === 0) return { kind: "confirm" };
  const kind = broken.some(({ otherwise }) => otherwise === "refused") ? "refused" : "a person";
  return { kind, because: broken.map(({ because }) => because) };
}

function isHarmless({ mode, actions }: EvidentChange): boolean {
  return mode === "data" ? ["read", "no-op", "delete"].includes(actions.join()) : actions.join() === "no-op";
}

/** What no record knows may hold anything. */
function holdsData(type: string): boolean {
  return awsTypes.get(type)?.holdsData ?? true;
}

function named<Item>(found: readonly Item[], words: (item: Item) => string): string | undefined {
  const [first] = found;
  if (first === undefined) return undefined;
  return found.length === 1 ? words(first) : `${words(first)}, and ${found.length - 1} more`;
}
