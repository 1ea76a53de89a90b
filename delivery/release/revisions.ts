import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  paginateListTaskDefinitions,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type Tag,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import { UserError } from "../../running/user-error";
import type { ReleaseClients } from "./clients";
import { digestOfImage } from "./image-reference";
import type { ReleasedService } from "./released-service";

export interface Revision {
  readonly arn: string;
  /** As ECS shows it: family and number. */
  readonly title: string;
  /** None where the image is not named by its digest. */
  readonly digest: string | undefined;
  readonly definition: TaskDefinition;
  readonly tags: readonly Tag[];
}

/** @param which ARN, or family for its latest active revision */
export async function describeRevision(
  { tasks }: ReleaseClients,
  { container }: ReleasedService,
  which: string,
): Promise<Revision> {
  const answer = await tasks.send(new DescribeTaskDefinitionCommand({ taskDefinition: which, include: ["TAGS"] }));
  const { taskDefinition: definition = {}, tags = [] } = answer;
  const image = definition.containerDefinitions?.find(({ name }) => name === container)?.image;
  const arn = definition.taskDefinitionArn ?? which;
  return { arn, title: revisionTitle(arn), digest: digestOfImage(image), definition, tags };
}

export function revisionTitle(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}

/** The revision that Terraform would register: all as it is, but for the container's image. */
export function withImage(
  { definition, tags }: Pick<Revision, "definition" | "tags">,
  container: string,
  image: string,
): RegisterTaskDefinitionCommandInput {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _requiresAttributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    family,
    containerDefinitions = [],
    ...settings
  } = definition;
  if (family === undefined || !containerDefinitions.some(({ name }) => name === container)) {
    throw new UserError(`the task definition has no container ${container}; apply the runtime stack first`);
  }
  return {
    ...settings,
    family,
    containerDefinitions: containerDefinitions.map((each) => (each.name === container ? { ...each, image } : each)),
    // ECS refuses an empty list.
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
  };
}

export async function registerRevision(
  { tasks }: ReleaseClients,
  input: RegisterTaskDefinitionCommandInput,
): Promise<string> {
  const { taskDefinition } = await tasks.send(new RegisterTaskDefinitionCommand(input));
  if (taskDefinition?.taskDefinitionArn === undefined) throw new UserError("ECS registered no task definition");
  return taskDefinition.taskDefinitionArn;
}

/** Tasks that run from it go on. */
export async function retireRevision({ tasks }: ReleaseClients, arn: string): Promise<void> {
  await tasks.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn }));
}

/** Active revisions of the family, the newest first. */
export async function activeRevisions(
  { tasks }: ReleaseClients,
  { taskFamily }: ReleasedService,
): Promise<readonly string[]> {
  const arns: string[] = [];
  const pages = paginateListTaskDefinitions({ client: tasks }, { familyPrefix: taskFamily, status: "ACTIVE" });
  for await (const { taskDefinitionArns = [] } of pages) arns.push(...taskDefinitionArns);
  return arns.sort((left, right) => revisionNumber(right) - revisionNumber(left));
}

export function revisionNumber(arn: string): number {
  return Number(arn.split(":").at(-1));
}
