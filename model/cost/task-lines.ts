import { type Json, type JsonObject, objectsOf } from "../json";
import type { PriceName } from "../prices";
import type { BilledLine, LinesOf, PriceContext } from "./billed-line";

interface TaskPrices {
  readonly vcpu: PriceName;
  readonly memory: PriceName;
}

type Architecture = "x86" | "arm";

const onDemand: Readonly<Record<Architecture, TaskPrices>> = {
  x86: { vcpu: "fargateVcpu", memory: "fargateMemory" },
  arm: { vcpu: "fargateArmVcpu", memory: "fargateArmMemory" },
};
const onSpot: Readonly<Record<Architecture, TaskPrices>> = {
  x86: { vcpu: "fargateSpotVcpu", memory: "fargateSpotMemory" },
  arm: { vcpu: "fargateArmSpotVcpu", memory: "fargateArmSpotMemory" },
};

/** The tasks that a service starts with; autoscaling may have more at any time. */
export const serviceLines: LinesOf = (service, { others }) => {
  const definition = definitionOf(service.task_definition, others("aws_ecs_task_definition"));
  const tasks = service.desired_count;
  const size = definition === undefined ? undefined : sizeOf(definition);
  if (size === undefined || typeof tasks !== "number") return "unknown";
  const what = `tasks of ${service.name}`;
  const spot = tasks * spotShare(service);
  return [
    ...taskLines(what, size, { tasks: tasks - spot, prices: onDemand }),
    ...taskLines(`${what} on Spot`, size, { tasks: spot, prices: onSpot }),
    ...publicAddresses(what, tasks, service),
  ];
};

/** The tasks of a job: what no service runs, a schedule or a person starts. */
export const jobLines: LinesOf = (definition, { others, usage }) => {
  const definitions = others("aws_ecs_task_definition");
  const isOfService = others("aws_ecs_service").some(
    (service) => definitionOf(service.task_definition, definitions)?.family === definition.family,
  );
  const size = sizeOf(definition);
  if (isOfService) return [];
  if (size === undefined) return "unknown";
  const lines = taskLines(`runs of ${definition.family}`, size, { tasks: usage.jobHoursPerDay / 24, prices: onDemand });
  return lines.map((line) => ({ ...line, assumes: "jobHoursPerDay" }));
};

/**
 * Metrics of Container Insights, by their dimensions in the CloudWatch User Guide, "Amazon ECS Container Insights metrics", for
 * Fargate: each is billed as a custom one, and none is sent while no task runs.
 */
const insightsMetrics = { cluster: 13, service: 15, taskFamily: 10 } as const;

export const insightsLines: LinesOf = (cluster, { others }) => {
  const enabled = objectsOf(cluster.setting).some(
    ({ name, value }) => name === "containerInsights" && value === "enabled",
  );
  if (!enabled) return [];
  const quantity =
    insightsMetrics.cluster +
    others("aws_ecs_service").length * insightsMetrics.service +
    others("aws_ecs_task_definition").length * insightsMetrics.taskFamily;
  return [
    {
      what: "metrics of Container Insights",
      quantity,
      price: "customMetric",
      billed: "while awake",
      assumes: "running tasks",
    },
  ];
};

interface Size {
  readonly vcpus: number;
  readonly gigabytes: number;
  readonly architecture: Architecture;
}

function taskLines(
  what: string,
  { vcpus, gigabytes, architecture }: Size,
  { tasks, prices }: { readonly tasks: number; readonly prices: typeof onDemand },
): readonly BilledLine[] {
  if (tasks === 0) return [];
  const { vcpu, memory } = prices[architecture];
  return [
    { what: `${what}: vCPU`, quantity: tasks * vcpus, price: vcpu, billed: "while awake" },
    { what: `${what}: memory`, quantity: tasks * gigabytes, price: memory, billed: "while awake" },
  ];
}

function publicAddresses(what: string, tasks: number, service: JsonObject): readonly BilledLine[] {
  const isPublic = objectsOf(service.network_configuration).some(({ assign_public_ip: assigned }) => assigned === true);
  if (!isPublic || tasks === 0) return [];
  return [{ what: `${what}: public addresses`, quantity: tasks, price: "publicIpv4", billed: "while awake" }];
}

function spotShare(service: JsonObject): number {
  const shares = objectsOf(service.capacity_provider_strategy);
  const weightOf = (provider?: string) =>
    shares
      .filter(({ capacity_provider: each }) => provider === undefined || each === provider)
      .reduce((sum, { weight }) => sum + Number(weight ?? 0), 0);
  const all = weightOf();
  return all === 0 ? 0 : weightOf("FARGATE_SPOT") / all;
}

function sizeOf({ cpu, memory, runtime_platform: platform }: JsonObject): Size | undefined {
  const [vcpus, gigabytes] = [Number(cpu) / 1024, Number(memory) / 1024];
  if (!(vcpus > 0 && gigabytes > 0)) return undefined;
  const isArm = objectsOf(platform).some(({ cpu_architecture: architecture }) => architecture === "ARM64");
  return { vcpus, gigabytes, architecture: isArm ? "arm" : "x86" };
}

/** By family; a service whose revision is not known yet runs the only task definition that the plan has. */
function definitionOf(reference: Json | undefined, definitions: PriceBodies): JsonObject | undefined {
  const family = typeof reference === "string" ? /(?:^|\/)([A-Za-z0-9_-]+)(?::\d+)?$/.exec(reference)?.[1] : undefined;
  if (family === undefined) return definitions.length === 1 ? definitions[0] : undefined;
  return definitions.find((definition) => definition.family === family);
}

type PriceBodies = ReturnType<PriceContext["others"]>;
