import { inUsd } from "../cost/budget";
import { andList } from "../wording";
import type { Compute, Side } from "./side";

/** Both runtimes in one respect. */
export interface Aspect {
  readonly aspect: string;
  readonly ec2: string;
  readonly fargate: string;
  readonly better: Compute | "equal";
  /** Whether it follows from this configuration; otherwise it is so of every one. */
  readonly isComputed: boolean;
}

export type Sides = Readonly<Record<Compute, Side>>;

function always(aspect: string, better: Aspect["better"], ec2: string, fargate: string): Aspect {
  return { aspect, ec2, fargate, better, isComputed: false };
}

/** The runtime of which there is less is better. */
function computed(
  aspect: string,
  sides: Sides,
  amountOf: (side: Side) => number,
  shown: (side: Side) => string,
): Aspect {
  const difference = amountOf(sides.ec2) - amountOf(sides.fargate);
  const better = Math.abs(difference) < 0.005 ? "equal" : difference < 0 ? "ec2" : "fargate";
  return { aspect, ec2: shown(sides.ec2), fargate: shown(sides.fargate), better, isComputed: true };
}

/** What a decision for one of both weighs. */
export function factors(sides: Sides): readonly Aspect[] {
  return [
    always("ease of setup", "ec2", "a Compose file, as on a laptop", "services, tasks and roles of ECS"),
    always("operational overhead", "fargate", "system, packages and disks are yours to renew", "no machines"),
    computed(
      "scalability",
      sides,
      ({ units }) => -units,
      ({ scaling }) => scaling,
    ),
    computed("cost at low traffic", sides, leastOf, (side) => `${inUsd(leastOf(side))} USD a month`),
    computed("cost at high traffic", sides, mostOf, (side) => `${inUsd(mostOf(side))} USD a month`),
    computed("high availability (one is lost)", sides, awayOf, ({ away }) => awayText(away)),
    always("container orchestration", "fargate", "Docker Compose as a unit of systemd", "ECS"),
    always("CI/CD integration", "fargate", "one instance at a time, by Run Command", "a revision of each service"),
    always("learning curve", "ec2", "Docker Compose", "tasks, services and clusters"),
    always("control and customization", "ec2", "the whole machine", "the size of a task"),
  ];
}

/** How a release goes. */
export function deployment(sides: Sides): readonly Aspect[] {
  return [
    always("deployment time", "ec2", "a pull and a start on each instance in turn", "start and draining of each task"),
    always("update process", "equal", "npx slipway release", "npx slipway release"),
    always(
      "rollback",
      "equal",
      "the digest before, by itself or --rollback",
      "the digest before, by itself or --rollback",
    ),
    always("blue-green", "fargate", "none", "deployment.strategy: blue-green"),
    computed(
      "zero downtime",
      sides,
      ({ awayAtRelease }) => awayAtRelease.length,
      ({ awayAtRelease }) => awayText(awayAtRelease),
    ),
    always("health monitoring", "equal", "Docker and the load balancer", "ECS and the load balancer"),
  ];
}

export function leastOf({ cost }: Side): number {
  return cost.total.monthlyUsd;
}

function mostOf({ most }: Side): number {
  return most.total.monthlyUsd;
}

function awayOf({ away }: Side): number {
  return away.length;
}

function awayText(away: readonly string[]): string {
  return away.length === 0 ? "each service answers from elsewhere" : `away meanwhile: ${andList(away)}`;
}
