import { objectsOf } from "../../model/json";
import { containersOf } from "../containers";
import type { Resource, Template } from "../template";
import type { TfsecResult } from "./tfsec-report";

/** Checks that tfsec 1.28.14 makes of each resource of a type, where it sees the resource at all. */
const checksByType: Readonly<Record<string, number>> = {
  aws_cloudwatch_log_group: 1,
  aws_ecr_repository: 3,
  aws_ecs_cluster: 1,
  aws_iam_role_policy: 1,
  aws_kms_key: 1,
  aws_lb: 2,
  aws_lb_listener: 1,
  aws_s3_bucket: 9,
  aws_secretsmanager_secret: 1,
  aws_sns_topic: 2,
  aws_subnet: 1,
  aws_vpc: 1,
};

/** Fewest checks that a scan with open eyes makes of the resource, passed or not. */
export function expectedChecks({ address, type, body }: Resource): number {
  // One for the description, and one for each inline rule: none of these when it does not see nested blocks.
  if (type === "aws_security_group") return 1 + objectsOf(body.ingress).length + objectsOf(body.egress).length;
  // One for each plain variable: none of these when the definitions are an unknown string to it.
  if (type === "aws_ecs_task_definition") return plainVariables({ address, type, body, constructPath: address });
  return checksByType[type] ?? 0;
}

/** The resources that the scan did not look at, or not into, in words. */
export function unseenResources(template: Template, results: readonly TfsecResult[]): readonly string[] {
  return template.resources.flatMap((resource) => {
    const made = results.filter((result) => result.resource === resource.address).length;
    const expected = expectedChecks(resource);
    return made < expected ? [`${made} instead of ${expected} checks of ${resource.address}`] : [];
  });
}

function plainVariables(taskDefinition: Resource): number {
  const containers = containersOf(taskDefinition) ?? [];
  return containers.reduce((sum, { definition }) => sum + objectsOf(definition.environment).length, 0);
}
