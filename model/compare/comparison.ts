import { inUsd } from "../cost/budget";
import type { CostLine } from "../cost/environment-cost";
import type { EnvironmentFacts } from "../plan/facts";
import { type Compute, type Side, sideOf } from "./side";
import { type Aspect, deployment, factors, leastOf, type Sides } from "./tables";

/** One line of both bills; nothing of what a runtime has not. */
interface ComparedLine {
  readonly what: string;
  readonly ec2Usd: number;
  readonly fargateUsd: number;
  /** Whether it is of the runtime itself: what the other has in its place, or costs otherwise. */
  readonly isOfRuntime: boolean;
}

/** One environment on both runtimes, from the same settings. */
export interface Comparison {
  readonly environment: string;
  readonly region: string;
  /** What its file says. */
  readonly chosen: Compute;
  readonly sides: Sides;
  readonly lines: readonly ComparedLine[];
  readonly factors: readonly Aspect[];
  readonly deployment: readonly Aspect[];
  readonly recommended: Compute;
  readonly because: string;
}

export function compareRuntimes(facts: EnvironmentFacts): Comparison {
  const sides = { ec2: sideOf(facts, "ec2"), fargate: sideOf(facts, "fargate") };
  const of = { factors: factors(sides), deployment: deployment(sides) };
  return {
    environment: facts.name,
    region: facts.account.region,
    chosen: facts.compute,
    sides,
    lines: comparedLines(sides),
    ...of,
    ...recommendation(facts, sides, of.factors),
  };
}

/** What differs first, the largest before the others. */
function comparedLines({ ec2, fargate }: Sides): readonly ComparedLine[] {
  const names = [...new Set([fargate, ec2].flatMap(({ cost }) => cost.lines.map(({ what }) => what)))];
  const lines = names.map((what) => {
    const [ec2Usd, fargateUsd] = [sumOf(ec2, what), sumOf(fargate, what)];
    return { what, ec2Usd, fargateUsd, isOfRuntime: Math.abs(ec2Usd - fargateUsd) >= 0.005 };
  });
  const sizeOf = ({ ec2Usd, fargateUsd, isOfRuntime }: ComparedLine) =>
    Math.max(ec2Usd, fargateUsd) + (isOfRuntime ? 1e9 : 0);
  return lines.sort((one, other) => sizeOf(other) - sizeOf(one));
}

function sumOf({ cost }: Side, what: string): number {
  const isSame = (line: CostLine) => line.what === what;
  return cost.lines.filter(isSame).reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
}

/** Production takes what is away least and scales finest, and the cheaper where both are alike; the rest takes the cheaper. */
function recommendation({ production }: EnvironmentFacts, sides: Sides, all: readonly Aspect[]) {
  const weighed = production
    ? ["high availability (one is lost)", "scalability", "cost at low traffic"]
    : ["cost at low traffic"];
  const decisive = weighed
    .map((name) => all.find(({ aspect }) => aspect === name))
    .find((aspect) => aspect !== undefined && aspect.better !== "equal");
  const recommended: Compute = decisive?.better === "ec2" ? "ec2" : "fargate";
  const other: Compute = recommended === "ec2" ? "fargate" : "ec2";
  const costs = `${inUsd(leastOf(sides[recommended]))} USD a month against ${inUsd(leastOf(sides[other]))}`;
  const words = decisive === undefined ? "both are alike, and it has no machines to renew" : decisive.aspect;
  const why = `${production ? "production, by " : ""}${words}`;
  const because = decisive?.aspect.startsWith("cost")
    ? `${why}: ${costs}`
    : `${why}: ${decisive?.[recommended] ?? ""} (${other}: ${decisive?.[other] ?? ""}); ${costs}`;
  return { recommended, because };
}
