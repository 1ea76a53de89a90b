import type { JsonObject } from "../json";
import type { NatChoice } from "../nat-plan";
import { type EnvironmentPlan, planEnvironment } from "../plan/environment-plan";
import type { EnvironmentFacts } from "../plan/facts";
import { environmentCost, hoursOf, planLines, type Sum, sumOf } from "./environment-cost";
import { plannedResources } from "./planned-resources";

/** How tasks reach what is outside of their VPC, and what the environment costs with it. */
export interface WayOut extends Sum {
  readonly way: `network.nat: ${NatChoice}` | "interface endpoints";
  readonly isChosen: boolean;
}

const choices: readonly NatChoice[] = ["none", "single", "per-zone"];

/** Of an environment with a VPC of its own and services in it. Endpoints are no setting: they lead to AWS alone. */
export function waysOut(facts: EnvironmentFacts): readonly WayOut[] {
  const { network, services } = facts;
  if (network === undefined || !("cidr" in network) || Object.keys(services).length === 0) return [];
  const planWith = (nat: NatChoice) => planEnvironment({ ...facts, network: { ...network, nat } });
  return [
    ...choices.map((nat) => ({
      way: `network.nat: ${nat}` as const,
      isChosen: nat === network.nat,
      ...environmentCost(planWith(nat)).total,
    })),
    { way: "interface endpoints", isChosen: false, ...withEndpoints(planWith("single")) },
  ];
}

/** An endpoint for each API that the tasks call, in each zone that they stand in, where there is no NAT gateway. */
function withEndpoints(plan: EnvironmentPlan): Sum {
  const { network, secrets, capabilities } = plan;
  const zones = network?.kind === "own" ? network.subnets.filter(({ tier }) => tier === "private") : [];
  const apis = [
    ...["ecr.api", "ecr.dkr", "logs"],
    ...(secrets.length > 0 ? ["secretsmanager"] : []),
    ...(capabilities.queues.resources.length > 0 ? ["sqs"] : []),
  ];
  const body: JsonObject = { vpc_endpoint_type: "Interface", subnet_ids: zones.map(({ name }) => name) };
  const resources = plannedResources(plan).filter(
    ({ stack, type }) => stack !== "account" && type !== "aws_nat_gateway" && type !== "aws_eip",
  );
  const endpoints = apis.map(() => ({ stack: "runtime", type: "aws_vpc_endpoint", body }) as const);
  return sumOf(planLines(plan, hoursOf(plan), [...resources, ...endpoints]));
}
