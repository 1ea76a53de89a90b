import { planEnvironment } from "../plan/environment-plan";
import type { EnvironmentFacts } from "../plan/facts";
import type { ScheduleFacts } from "../schedule/weekly-windows";
import { environmentCost } from "./environment-cost";

/** One change of a file's settings, and what the environment would cost with it. */
export interface Alternative {
  /** As its file would have it. */
  readonly change: string;
  readonly monthlyUsd: number;
}

const officeHours: ScheduleFacts = {
  timezone: "UTC",
  start: "Mon-Fri 08:00",
  stop: "Mon-Fri 20:00",
  weekend: "teardown",
  override: { tag: "keep-running-until" },
};

/** Those that are cheaper, the cheapest first. */
export function alternatives(facts: EnvironmentFacts): readonly Alternative[] {
  const now = monthlyUsdOf(facts);
  return [...natChoices(facts), onSpot(facts), ...withSchedule(facts)]
    .map(({ change, changed }) => ({ change, monthlyUsd: monthlyUsdOf(changed) }))
    .filter(({ monthlyUsd }) => monthlyUsd < now)
    .sort((one, other) => one.monthlyUsd - other.monthlyUsd);
}

interface Change {
  readonly change: string;
  readonly changed: EnvironmentFacts;
}

function monthlyUsdOf(facts: EnvironmentFacts): number {
  return environmentCost(planEnvironment(facts)).total.monthlyUsd;
}

function natChoices(facts: EnvironmentFacts): readonly Change[] {
  const { network } = facts;
  if (network === undefined || !("cidr" in network)) return [];
  return (["none", "single"] as const).map((nat) => ({
    change: `network.nat: ${nat}`,
    changed: { ...facts, network: { ...network, nat } },
  }));
}

function onSpot(facts: EnvironmentFacts): Change {
  const services = Object.entries(facts.services).map(([name, service]) => [
    name,
    service.kind === "job" ? service : { ...service, spotPercent: 100 },
  ]);
  return { change: "spotPercent: 100", changed: { ...facts, services: Object.fromEntries(services) } };
}

function withSchedule(facts: EnvironmentFacts): readonly Change[] {
  if (facts.schedule !== undefined || facts.compute === "ec2") return [];
  const { start, stop, weekend } = officeHours;
  const change = `a schedule of ${start} to ${stop} with weekend: ${weekend}`;
  return [{ change, changed: { ...facts, schedule: officeHours } }];
}
