import { type EnvironmentCost, environmentCost } from "../cost/environment-cost";
import { type EnvironmentPlan, planEnvironment } from "../plan/environment-plan";
import type { EnvironmentFacts, ServiceFacts } from "../plan/facts";
import { instanceSettings } from "../plan/host-facts";
import { andList } from "../wording";

export type Compute = EnvironmentFacts["compute"];

/** An environment as one of both runtimes would have it. */
export interface Side {
  readonly compute: Compute;
  readonly plan: EnvironmentPlan;
  /** With what always runs. */
  readonly cost: EnvironmentCost;
  /** With all that scaling may start. */
  readonly most: EnvironmentCost;
  /** Services that answer nobody while their only task, or the only instance that runs them, is replaced. */
  readonly away: readonly string[];
  /** Services that answer nobody while another image comes: by their only instance, or as the one task that may write a volume. */
  readonly awayAtRelease: readonly string[];
  /** What is scaled by itself: services, or groups of instances. */
  readonly units: number;
  /** How many run, and what changes it. */
  readonly scaling: string;
}

export function sideOf(facts: EnvironmentFacts, compute: Compute): Side {
  const plan = planEnvironment({ ...facts, compute });
  return {
    compute,
    plan,
    cost: environmentCost(plan),
    most: environmentCost(planEnvironment(atMost({ ...facts, compute }))),
    away: awayIn(plan),
    awayAtRelease: plan.hosts.length > 0 ? awayIn(plan) : writersIn(facts),
    units: unitsIn(plan),
    scaling: plan.hosts.length > 0 ? hostScaling(plan) : taskScaling(plan),
  };
}

/** As if all that may be started always ran. */
function atMost(facts: EnvironmentFacts): EnvironmentFacts {
  const { maximum } = instanceSettings(facts.production, facts.instances);
  const services = Object.entries(facts.services).map(([name, service]) => [name, serviceAtMost(service)]);
  return {
    ...facts,
    instances: { ...facts.instances, minimum: maximum, maximum },
    services: Object.fromEntries(services),
  };
}

function serviceAtMost(service: ServiceFacts): ServiceFacts {
  if (service.kind === "job") return service;
  const minimumTasks = service.scaling.maximumTasks;
  return service.kind === "worker"
    ? { ...service, scaling: { ...service.scaling, minimumTasks } }
    : { ...service, scaling: { ...service.scaling, minimumTasks } };
}

function awayIn({ services, hosts }: EnvironmentPlan): readonly string[] {
  const single = new Set(hosts.filter(({ minimum }) => minimum < 2).map(({ name }) => name));
  return services
    .filter(({ placement, scaling }) =>
      placement.runtime === "ec2" ? single.has(placement.group) : scaling !== undefined && scaling.minimumTasks < 2,
    )
    .map(({ name }) => name);
}

/** Other tasks end after their successor has come. */
function writersIn({ services }: EnvironmentFacts): readonly string[] {
  return Object.entries(services).flatMap(([name, service]) =>
    "volumes" in service && Object.keys(service.volumes).length > 0 ? [name] : [],
  );
}

function unitsIn({ services, hosts }: EnvironmentPlan): number {
  if (hosts.length > 0) return hosts.filter(({ scaling }) => scaling !== undefined).length;
  return services.filter(({ scaling }) => scaling !== undefined && scaling.maximumTasks > scaling.minimumTasks).length;
}

function taskScaling({ services }: EnvironmentPlan): string {
  return services
    .flatMap(({ name, scaling }) =>
      scaling === undefined ? [] : [`${name} ${range(scaling.minimumTasks, scaling.maximumTasks, "task")}`],
    )
    .join(", ");
}

function hostScaling({ hosts }: EnvironmentPlan): string {
  return hosts
    .map(({ services, instance, minimum, maximum, scaling }) => {
      const names = andList(services.map(({ name }) => name));
      const by = scaling && ` by CPU, out above ${scaling.scaleOutPercent} %, in below ${scaling.scaleInPercent} %`;
      return `${names} on ${range(minimum, maximum, instance.type)}${by ?? ""}`;
    })
    .join("; ");
}

function range(minimum: number, maximum: number, of: string): string {
  const many = of === "task" && maximum > 1 ? "tasks" : of;
  return minimum === maximum ? `${minimum} ${many}` : `${minimum} to ${maximum} ${many}`;
}
