import { isList, type Json, type JsonObject, objectsOf } from "../../model/json";
import { fargateTaskMonthlyUsd, hourlyToMonthlyUsd, prices } from "../../model/prices";
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

function monthlyUsd(resource: Resource, template: Template): MonthlyUsd {
  if (resource.type === "aws_ecs_service") return serviceMonthlyUsd(resource, template);
  if (resource.type === "aws_vpc_endpoint") return endpointMonthlyUsd(resource.body);
  return fixedMonthlyUsd.get(resource.type);
}

const fixedMonthlyUsd: ReadonlyMap<string, number> = new Map([
  ["aws_nat_gateway", hourlyToMonthlyUsd(prices.natGatewayHour)],
  ["aws_lb", hourlyToMonthlyUsd(prices.loadBalancerHour)],
  ["aws_eip", hourlyToMonthlyUsd(prices.publicIpv4Hour)],
  ["aws_kms_key", prices.kmsKeyMonth],
  ["aws_secretsmanager_secret", prices.secretMonth],
  ["aws_cloudwatch_metric_alarm", prices.alarmMonth],
  ["aws_route53_zone", prices.hostedZoneMonth],
]);

function endpointMonthlyUsd({ vpc_endpoint_type: kind, subnet_ids: subnets }: JsonObject): MonthlyUsd {
  if (kind !== "Interface") return 0;
  return isList(subnets) ? subnets.length * hourlyToMonthlyUsd(prices.interfaceEndpointHour) : "unknown";
}

/** The tasks that the plan shows running; autoscaling may have more at any time. */
function serviceMonthlyUsd({ body }: Resource, template: Template): MonthlyUsd {
  const definition = taskDefinitionOf(body, template);
  const tasks = body.desired_count;
  if (definition === undefined || typeof tasks !== "number") return "unknown";
  const size = { cpuUnits: Number(definition.cpu), memoryMiB: Number(definition.memory) };
  if (!(size.cpuUnits > 0 && size.memoryMiB > 0)) return "unknown";
  const arm = objectsOf(definition.runtime_platform).some(({ cpu_architecture: cpu }) => cpu === "ARM64");
  return tasks * fargateTaskMonthlyUsd(size, arm ? "arm64" : "x86");
}

/** By family; a service whose revision is not known yet runs the only task definition that the plan has. */
function taskDefinitionOf(service: JsonObject, template: Template): JsonObject | undefined {
  const definitions = resourcesOfType(template, "aws_ecs_task_definition").map(({ body }) => body);
  const family = familyIn(service.task_definition);
  if (family === undefined) return definitions.length === 1 ? definitions[0] : undefined;
  return definitions.find((definition) => definition.family === family);
}

function familyIn(reference: Json | undefined): string | undefined {
  return typeof reference === "string" ? /(?:^|\/)([A-Za-z0-9_-]+)(?::\d+)?$/.exec(reference)?.[1] : undefined;
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
