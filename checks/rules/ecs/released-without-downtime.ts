import { type JsonObject, objectsOf, stringsOf } from "../../../model/json";
import type { ServicePlan } from "../../../model/plan/service-plan";
import type { Plans } from "../../arguments/allowed";
import { containersOf } from "../../containers";
import type { Rule } from "../../rule";
import { type Resource, referencesIn, refersTo, resourcesOfType, type Template } from "../../template";

export const releasedWithoutDowntime: Rule = {
  id: "released-without-downtime",
  severity: "HIGH",
  title: "A service behind the load balancer is released, and taken back, without an answer less",
  why: "each of the settings looks harmless by itself, and scanners know neither the longest request nor which tasks share a zone",
  evaluate: (template, plans) =>
    resourcesOfType(template, "aws_ecs_service")
      .filter(({ body }) => objectsOf(body.load_balancer).length > 0)
      .flatMap((resource) => {
        const planned = plannedOf(resource, plans);
        return [
          ...(planned?.isProduction === true ? fewTasks(resource, template) : []),
          ...soonGone(resource, template, planned?.service),
          ...keptFaults(resource),
        ].map((fault) => ({ resource, ...fault }));
      }),
};

interface Found {
  readonly message: string;
  readonly remedy: string;
}

function plannedOf({ body }: Resource, plans: Plans) {
  return plans
    .flatMap(({ production, services }) => services.map((service) => ({ isProduction: production, service })))
    .find(({ service }) => service.names.service === body.name);
}

/** Fewest tasks of a service that outlives a zone. */
const fewestTasks = 2;

/** The planned subnets of a tier are in a zone each, and `tasks-placed-as-planned` holds tasks to them. */
function fewTasks(resource: Resource, template: Template): readonly Found[] {
  const { desired_count: first, network_configuration: network } = resource.body;
  const least = resourcesOfType(template, "aws_appautoscaling_target")
    .filter(({ body }) => refersTo(body.resource_id, resource))
    .map(({ body }) => body.min_capacity);
  const zones = new Set(objectsOf(network).flatMap(({ subnets }) => stringsOf(subnets)));
  return [
    ...[first, ...least]
      .filter((tasks) => typeof tasks !== "number" || tasks < fewestTasks)
      .map((tasks) => ({
        message: `${String(tasks)} task in production, which ends with its zone`,
        remedy: `run at least ${fewestTasks}`,
      })),
    ...(zones.size < 2 ? [{ message: "all tasks are in one zone", remedy: "put them into the subnets of two" }] : []),
  ];
}

/** What cuts requests that are still answered when a task goes. */
function soonGone(resource: Resource, template: Template, service: ServicePlan | undefined): readonly Found[] {
  const { deployment_minimum_healthy_percent: percent = 100, load_balancer, task_definition } = resource.body;
  const groups = [...referencesIn(load_balancer)];
  const drains = resourcesOfType(template, "aws_lb_target_group")
    .filter(({ address }) => groups.includes(address))
    .map(({ body }) => Number(body.deregistration_delay ?? 0));
  const definitions = resourcesOfType(template, "aws_ecs_task_definition").filter((each) =>
    refersTo(task_definition, each),
  );
  const stops = definitions
    .flatMap((definition) => containersOf(definition) ?? [])
    .filter(({ name }) => name === service?.name)
    .map(({ definition }) => Number(definition.stopTimeout ?? 0));
  const { deregistrationDelaySeconds = 0, stopTimeoutSeconds = 0 } = service?.times ?? {};
  return [
    ...(Number(percent) < 100 && service?.isSingleWriter !== true
      ? [{ message: `${Number(percent)} percent of the tasks are enough in a release`, remedy: "keep 100 percent" }]
      : []),
    ...drains
      .filter((seconds) => seconds < deregistrationDelaySeconds)
      .map((seconds) => ({
        message: `a task that goes drains for ${seconds} s`,
        remedy: `requests of this service take up to ${deregistrationDelaySeconds} s`,
      })),
    ...stops
      .filter((seconds) => seconds < stopTimeoutSeconds)
      .map((seconds) => ({
        message: `a task is killed after ${seconds} s`,
        remedy: `give it ${stopTimeoutSeconds} s to end by itself`,
      })),
  ];
}

/** A release that fails goes back by itself: by the circuit breaker, or by alarms where ECS shifts all requests at once. */
function keptFaults({ body }: Resource): readonly Found[] {
  const isOn = (block: JsonObject) => block.enable === true && block.rollback === true;
  const breaks = objectsOf(body.deployment_circuit_breaker).some(isOn);
  const shifts = objectsOf(body.deployment_configuration).some(({ strategy }) => strategy === "BLUE_GREEN");
  const rings = objectsOf(body.alarms).some((block) => isOn(block) && stringsOf(block.alarm_names).length > 0);
  if (shifts ? rings : breaks) return [];
  return [
    shifts
      ? { message: "no alarm takes a blue/green release back", remedy: "name the service's alarms, with rollback" }
      : { message: "nothing takes a failed release back", remedy: "turn the circuit breaker on, with rollback" },
  ];
}
