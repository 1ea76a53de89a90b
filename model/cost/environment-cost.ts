import { awsType } from "../aws-types/records";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { weeklyHours } from "../schedule/weekly-windows";
import type { StackKind } from "../stack-names";
import { allWeekUsd, type BilledLine } from "./billed-line";
import type { BilledResource } from "./billed-resource";
import { hostLines } from "./host-lines";
import { plannedResources } from "./planned-resources";
import type { UsageFacts } from "./usage";

/** When something is billed: while tasks run, while there is a runtime, or always. */
type BilledTime = "awake" | "there" | "always";

/** Hours of a week, of 168 together. */
export interface WeeklyHours {
  readonly awake: number;
  readonly asleep: number;
  readonly tornDown: number;
}

export interface CostLine extends Omit<BilledLine, "billed"> {
  readonly stack: StackKind;
  readonly billed: BilledTime;
  /** Under the schedule; the same as all week where there is none. */
  readonly monthlyUsd: number;
  readonly allWeekUsd: number;
}

export interface Sum {
  readonly monthlyUsd: number;
  readonly allWeekUsd: number;
}

export interface EnvironmentCost {
  readonly environment: string;
  readonly region: string;
  readonly hours: WeeklyHours;
  /** Of the environment's own stacks, what is fixed before what its use adds. */
  readonly lines: readonly CostLine[];
  readonly fixed: Sum;
  readonly usage: Sum;
  readonly total: Sum;
  /** Of the account's stack, which all its environments share. */
  readonly shared: readonly CostLine[];
}

const allWeek: WeeklyHours = { awake: 168, asleep: 0, tornDown: 0 };

/** By its schedule, or all week where it has none. */
export function hoursOf({ schedule }: Pick<EnvironmentPlan, "schedule">): WeeklyHours {
  return schedule === undefined ? allWeek : weeklyHours(schedule.facts);
}

/** What an environment costs in a month of 730 hours, by line. */
export function environmentCost(plan: EnvironmentPlan, hours = hoursOf(plan)): EnvironmentCost {
  const all = planLines(plan, hours);
  const own = all.filter(({ stack }) => stack !== "account");
  const [fixed, usage] = [own.filter(isFixed), own.filter((line) => !isFixed(line))];
  return {
    environment: plan.name,
    region: plan.account.region,
    hours,
    lines: [...fixed, ...usage],
    fixed: sumOf(fixed),
    usage: sumOf(usage),
    total: sumOf(own),
    shared: all.filter(({ stack }) => stack === "account"),
  };
}

/** Of the resources of a plan, or of others in their place, and of its instances. */
export function planLines(
  plan: EnvironmentPlan,
  hours: WeeklyHours,
  resources: readonly BilledResource[] = plannedResources(plan),
): readonly CostLine[] {
  const ofHosts = plan.hosts
    .flatMap(hostLines)
    .map((line) => priced({ ...line, stack: "runtime", billed: "there" }, hours));
  return [...costLines(resources, { usage: plan.usage, hours }), ...ofHosts];
}

/**
 * Lines that say the same of several resources are one.
 *
 * @throws MendableError for a type without a record, RangeError where a price needs what is not known yet
 */
export function costLines(
  resources: readonly BilledResource[],
  { usage, hours = allWeek }: { readonly usage: UsageFacts; readonly hours?: WeeklyHours },
): readonly CostLine[] {
  const lines = new Map<string, CostLine>();
  for (const { stack, type, body } of resources) {
    const { price } = awsType(type);
    if ("none" in price) continue;
    const others = (other: string) => resources.filter((each) => each.type === other).map((each) => each.body);
    const found = price.lines(body, { others, usage });
    if (found === "unknown")
      throw new RangeError(`what ${type} costs is not known: its price needs more of its arguments`);
    for (const line of found) {
      const billed = billedTime(line, stack);
      const key = [stack, line.what, line.price, billed].join("\n");
      const quantity = line.quantity + (lines.get(key)?.quantity ?? 0);
      lines.set(key, priced({ ...line, quantity, stack, billed }, hours));
    }
  }
  return [...lines.values()];
}

function billedTime({ billed }: BilledLine, stack: StackKind): BilledTime {
  if (billed === "while awake") return "awake";
  return stack === "runtime" ? "there" : "always";
}

function priced(line: Omit<CostLine, "monthlyUsd" | "allWeekUsd">, hours: WeeklyHours): CostLine {
  const all = allWeekUsd(line);
  return { ...line, monthlyUsd: all * shareOf(line.billed, hours), allWeekUsd: all };
}

function shareOf(billed: BilledTime, { awake, asleep, tornDown }: WeeklyHours): number {
  const week = awake + asleep + tornDown;
  return { awake: awake / week, there: (awake + asleep) / week, always: 1 }[billed];
}

/** What the schedule saves of a whole week, in whole percent. */
export function savingPercent({ monthlyUsd, allWeekUsd }: Sum): number {
  return allWeekUsd === 0 ? 0 : Math.round((1 - monthlyUsd / allWeekUsd) * 100);
}

export function isFixed({ assumes }: Pick<BilledLine, "assumes">): boolean {
  return assumes === undefined;
}

export function sumOf(lines: readonly Sum[]): Sum {
  return {
    monthlyUsd: lines.reduce((sum, line) => sum + line.monthlyUsd, 0),
    allWeekUsd: lines.reduce((sum, line) => sum + line.allWeekUsd, 0),
  };
}
