import { awsTypes } from "../../model/aws-types/records";
import { allWeekUsd } from "../../model/cost/billed-line";
import { isFixed } from "../../model/cost/environment-cost";
import { usualUsage } from "../../model/cost/usage";
import { type Resource, resourcesOfType, type Template } from "../template";
import type { PlanDocument } from "./plan-json";
import { templateAt } from "./planned-changes";

export interface CostChange {
  /** What is billed by the hour or the month, before and after; use comes on top. */
  readonly beforeMonthlyUsd: number;
  readonly afterMonthlyUsd: number;
  readonly lines: readonly CostLine[];
  /** Addresses of what costs something that is not known before it is applied. */
  readonly unknown: readonly string[];
}

interface CostLine {
  readonly address: string;
  readonly beforeMonthlyUsd: number;
  readonly afterMonthlyUsd: number;
}

/** What a plan adds to the monthly bill and takes from it, by resource; what stays equal has no line. */
export function costChange(plan: PlanDocument): CostChange {
  const before = costs(templateAt(plan, "before"));
  const after = costs(templateAt(plan, "after"));
  const addresses = [...new Set([...before.known.keys(), ...after.known.keys()])].sort();
  const lines = addresses
    .map((address) => ({
      address,
      beforeMonthlyUsd: before.known.get(address) ?? 0,
      afterMonthlyUsd: after.known.get(address) ?? 0,
    }))
    .filter((line) => line.beforeMonthlyUsd !== line.afterMonthlyUsd);
  return {
    beforeMonthlyUsd: sum(before.known.values()),
    afterMonthlyUsd: sum(after.known.values()),
    lines,
    unknown: [...new Set([...before.unknown, ...after.unknown])].sort(),
  };
}

interface Costs {
  readonly known: ReadonlyMap<string, number>;
  readonly unknown: readonly string[];
}

function costs(template: Template): Costs {
  const known = new Map<string, number>();
  const unknown: string[] = [];
  for (const resource of template.resources) {
    const monthly = monthlyUsd(resource, template);
    if (monthly === "unknown") unknown.push(resource.address);
    else if (monthly !== undefined) known.set(resource.address, monthly);
  }
  return { known, unknown };
}

type MonthlyUsd = number | "unknown" | undefined;

/** Nothing for what is billed by its use alone or not at all; a type of AWS that has no record may cost anything. */
function monthlyUsd({ type, body }: Resource, template: Template): MonthlyUsd {
  const record = awsTypes.get(type);
  if (record === undefined) return type.startsWith("aws_") ? "unknown" : undefined;
  const { price } = record;
  if ("none" in price) return undefined;
  const lines = price.lines(body, {
    others: (other) => resourcesOfType(template, other).map((resource) => resource.body),
    usage: usualUsage,
  });
  if (lines === "unknown") return "unknown";
  const fixed = lines.filter(isFixed);
  return fixed.length === 0 ? undefined : sum(fixed.map(allWeekUsd));
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
