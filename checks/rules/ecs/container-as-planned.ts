import { type JsonObject, objectsOf } from "../../../model/json";
import type { SecretVariable } from "../../../model/plan/secret-plan";
import type { ServicePlan } from "../../../model/plan/service-plan";
import type { ContainerPlan } from "../../../model/plan/service-task";
import { type Container, containers } from "../../containers";
import type { Fault, Rule } from "../../rule";
import type { Template } from "../../template";

export const containerAsPlanned: Rule = {
  id: "container-as-planned",
  severity: "HIGH",
  title: "Containers run the images and read the secrets that the environment names",
  why: "which repository and which secret is meant only the settings tell; to a scanner a stranger's are as good as ours",
  evaluate: (template, plans) => {
    const services = plans.flatMap((plan) => plan.services);
    return containers(template).flatMap((container) => {
      const service = services.find(({ names }) => names.taskFamily === container.taskDefinition.body.family);
      const planned = service?.task.containers.find(({ name }) => name === container.name);
      if (service === undefined || planned === undefined) return [];
      return [...wrongImage(container, planned, service), ...wrongSecrets(container, planned, template)];
    });
  },
};

function wrongImage({ taskDefinition, name, definition }: Container, planned: ContainerPlan, service: ServicePlan) {
  const { imageName } = service.repository;
  const isPlanned =
    planned.image === undefined
      ? String(definition.image).startsWith(`${imageName}@data.aws_ssm_parameter.`)
      : definition.image === planned.image;
  if (isPlanned) return [];
  return [
    {
      resource: taskDefinition,
      message: `container ${name} runs ${definition.image}`,
      remedy: `it is meant to run ${planned.image ?? `${imageName} by the digest in its parameter`}`,
    },
  ];
}

function wrongSecrets({ taskDefinition, name, definition }: Container, planned: ContainerPlan, template: Template) {
  const strange = objectsOf(definition.secrets).filter(
    (secret) => !planned.secrets.some((variable) => isOf(secret, variable, template)),
  );
  return strange.map(
    (secret): Fault => ({
      resource: taskDefinition,
      message: `container ${name} reads ${secret.valueFrom} as ${secret.name}`,
      remedy: "name the secret under the service's secrets",
    }),
  );
}

function isOf(secret: JsonObject, { variable, secret: planned, key }: SecretVariable, template: Template): boolean {
  if (secret.name !== variable || typeof secret.valueFrom !== "string") return false;
  const suffix = key === undefined ? "" : `:${key}::`;
  if ("arn" in planned.find) return secret.valueFrom === `${planned.find.arn}${suffix}`;
  const { name } = planned.find;
  return template.dataSources.some(
    ({ type, address, body }) =>
      type === "aws_secretsmanager_secret" && body.name === name && secret.valueFrom === `${address}.arn${suffix}`,
  );
}
