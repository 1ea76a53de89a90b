import type { PlanReport } from "../checks/plan/plan-report";
import type { ScanResult } from "../checks/scan-stacks";
import { environmentWarnings } from "../config/warnings";
import { lockedProvider } from "../delivery/locking/lock-files";
import { oldestProviderVersion } from "../model/provider-features";
import { terraformSeconds } from "../running/clock";
import { type FinishedStep, type Outcome, overallOutcome } from "../running/run-stages";
import type { JudgedCall } from "./authorizer";
import type { Outage } from "./change/entrance";
import type { Rehearsal } from "./context";
import type { TableResult } from "./read-back/table";
import { differentCalls, type RoleUse, roleUses } from "./role-use";

/** The machine-readable report, and what the closing table is made from. */
export interface RehearsalResult {
  readonly environment: string;
  readonly outcome: Outcome;
  readonly warnings: readonly string[];
  readonly steps: readonly FinishedStep[];
  readonly stacks: readonly { readonly name: string; readonly resourcesByType: Readonly<Record<string, number>> }[];
  readonly provider: {
    readonly rehearsedWith: string;
    readonly deployedWith: readonly {
      readonly stack: string;
      readonly range: string;
      /** By its lock file; absent where there is none, and the newest in the range deploys. */
      readonly locked?: string | undefined;
    }[];
  };
  readonly notCarried: readonly string[];
  /** What the AWS API says, beside what was promised; empty where nothing was applied. */
  readonly tables: readonly TableResult[];
  /** Absent where the scan did not run. */
  readonly scan?: ScanResult;
  /** Empty where no emulator was started. */
  readonly roles: readonly RoleUse[];
  /** Each kind of call of the roles once. */
  readonly calls: readonly JudgedCall[];
  readonly keptByAws: readonly { readonly type: string; readonly count: number }[];
  /** Absent where a creation was rehearsed. */
  readonly change?: {
    readonly from: string;
    readonly madeBy: string;
    readonly steps: readonly PlanReport[];
    readonly outages: readonly Outage[];
  };
  readonly seconds: {
    readonly total: number;
    /** In which terraform apply, plan or destroy ran. */
    readonly terraform: number;
    /** Everything else. */
    readonly own: number;
  };
  /** Own time over Terraform's. */
  readonly overhead?: number;
}

export function rehearsalResult(rehearsal: Rehearsal, steps: readonly FinishedStep[]): RehearsalResult {
  const stacks = rehearsal.stacks.orNothing ?? [];
  const total = rehearsal.clock.now();
  const terraform = terraformSeconds(rehearsal.clock.intervals);
  const own = total - terraform;
  const authorizer = rehearsal.authorizer.orNothing;
  return {
    environment: rehearsal.environment.name,
    outcome: overallOutcome(steps),
    warnings: environmentWarnings(rehearsal.environment),
    steps,
    stacks: stacks.map(({ name, resourcesByType }) => ({ name, resourcesByType })),
    provider: {
      rehearsedWith: oldestProviderVersion,
      deployedWith: stacks.map(({ name, providerRange }) => ({
        stack: name,
        range: providerRange,
        locked: lockedProvider(rehearsal.toolbox.projectRoot, name),
      })),
    },
    notCarried: stacks.flatMap(({ leftOut }) => leftOut),
    tables: rehearsal.tables.orNothing ?? [],
    scan: rehearsal.scan.orNothing,
    calls: differentCalls(authorizer?.calls ?? []),
    roles: authorizer === undefined ? [] : roleUses(rehearsal.plan, authorizer),
    keptByAws: rehearsal.keptByAws.orNothing ?? [],
    change: changeOf(rehearsal),
    seconds: { total, terraform, own },
    overhead: terraform === 0 ? undefined : own / terraform,
  };
}

function changeOf({ change, earlier, planned, outages }: Rehearsal): RehearsalResult["change"] {
  if (change === undefined) return undefined;
  return {
    from: change.from,
    madeBy: earlier.orNothing?.madeBy ?? "not made",
    steps: planned.orNothing ?? [],
    outages: outages.orNothing ?? [],
  };
}
