import { type Json, type JsonObject, listOf, objectOf, objectsOf, stringsOf } from "../../../model/json";
import type { NetworkPlan } from "../../../model/plan/network-plan";
import type { Plans } from "../../arguments/allowed";
import type { Rule } from "../../rule";
import { type Resource, referencesIn, resourcesOfType, type Template } from "../../template";

export const tasksPlacedAsPlanned: Rule = {
  id: "tasks-placed-as-planned",
  severity: "HIGH",
  title: "Tasks stand in the planned subnets, and have a public address only where they are meant to",
  why: "a subnet's id does not tell whether it is private; only its name in the plan does",
  evaluate: (template, plans) =>
    starters(template).flatMap(({ resource, settings }) => [
      ...placesOf(settings.subnets)
        .filter((place) => !isPlanned(place, template, plans))
        .map((place) => ({
          resource,
          message: `tasks are put into ${place}`,
          remedy: "put them into the subnets of the environment's own tier",
        })),
      ...(settings.assign_public_ip === true && !plans.some(({ network }) => network?.taskTier === "public")
        ? [{ resource, message: "tasks get a public address", remedy: "take it away: the way out is a NAT gateway" }]
        : []),
    ]),
};

/** What starts tasks, with its network settings. */
function starters(template: Template): readonly { readonly resource: Resource; readonly settings: JsonObject }[] {
  const settingsOf = (resource: Resource, holder: Json | undefined) =>
    objectsOf(objectOf(holder).network_configuration).map((settings) => ({ resource, settings }));
  return [
    ...resourcesOfType(template, "aws_ecs_service").flatMap((service) => settingsOf(service, service.body)),
    // What tasks mount stands where they do.
    ...resourcesOfType(template, "aws_efs_mount_target").map((resource) => ({
      resource,
      settings: { subnets: listOf(resource.body.subnet_id) },
    })),
    ...resourcesOfType(template, "aws_scheduler_schedule").flatMap((schedule) =>
      objectsOf(schedule.body.target).flatMap((target) =>
        objectsOf(target.ecs_parameters).flatMap((parameters) => settingsOf(schedule, parameters)),
      ),
    ),
  ];
}

/** Addresses and ids, one each. */
function placesOf(subnets: Json | undefined): readonly string[] {
  return stringsOf(subnets).map((subnet) => referencesIn(subnet)[0] ?? subnet);
}

function isPlanned(place: string, { resources, dataSources }: Template, plans: Plans): boolean {
  const subnet = [...resources, ...dataSources].find(({ type, address }) => type === "aws_subnet" && address === place);
  const { Name: name } = objectOf(subnet?.body.tags);
  return plans.some(({ network }) => network !== undefined && taskSubnets(network).includes(String(name ?? place)));
}

/** Names, or ids of what is somebody else's. */
function taskSubnets(network: NetworkPlan): readonly string[] {
  if (network.kind === "existing") return network.privateSubnetIds;
  return network.subnets.filter(({ tier }) => tier === network.taskTier).map(({ name }) => name);
}
