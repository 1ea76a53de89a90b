import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  paginateListTaskDefinitions,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import { allOf } from "../../delivery/aws/all-of";
import { containerDefinition, temporaryVolume } from "../../model/container-definition";
import { containerEnvironment, containerSecrets } from "../../model/environment-variables";
import { imageUri, secretName } from "../../model/naming";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { labels } from "./labels";
import { leaves } from "./leaves";
import { sentences } from "./sentence";

type TaskFacts = {
  readonly "CPU units": string;
  readonly "memory in MiB": string;
  readonly "network mode": string;
  readonly processor: string | undefined;
  readonly compatibility: readonly string[];
  readonly "task role": string;
  readonly "execution role": string;
  readonly volumes: readonly string[];
};

/** Active task definitions with every setting of their containers. */
export const taskDefinition: Area = { subject: "task definition", expected: expectedTask, found: foundTasks };

function expectedTask({ environment, service, times }: Intent): readonly string[] {
  const { account, namePrefix } = environment;
  const { settings, names } = service;
  const role = (name: string) => `arn:aws:iam::${account.accountId}:role/${name}`;
  const container = containerDefinition({
    name: service.name,
    image: imageUri(account, settings.repository, labels.digest(names.imageDigestParameter)),
    port: settings.port,
    logGroup: names.logGroup,
    region: account.region,
    stopTimeoutSeconds: times.stopTimeoutSeconds,
    environment: containerEnvironment({ environment: environment.name, dns: environment.dns, service: settings }),
    secretArns: Object.fromEntries(
      Object.entries(containerSecrets(settings)).map(([variable, secret]) => [
        variable,
        labels.secret(secretName(namePrefix, secret)),
      ]),
    ),
  });
  return [
    ...taskSentences(names.taskFamily, {
      "CPU units": String(settings.size.cpuUnits),
      "memory in MiB": String(settings.size.memoryMiB),
      "network mode": "awsvpc",
      processor: "X86_64 with LINUX",
      compatibility: ["FARGATE"],
      "task role": role(settings.taskRoleName ?? names.taskRole),
      "execution role": role(names.executionRole),
      volumes: [temporaryVolume],
    }),
    ...leaves(`container ${service.name}`, container),
  ];
}

async function foundTasks({ clients: { tasks: client }, label }: Reading): Promise<readonly string[]> {
  const arns = await allOf(
    paginateListTaskDefinitions({ client }, { status: "ACTIVE" }),
    ({ taskDefinitionArns }) => taskDefinitionArns,
  );
  const found = await Promise.all(
    arns.map(async (arn) => {
      const { taskDefinition: task } = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
      return task === undefined ? [] : taskFindings(task, label);
    }),
  );
  return found.flat();
}

function taskFindings(task: TaskDefinition, label: Reading["label"]): readonly string[] {
  return [
    ...taskSentences(task.family, {
      "CPU units": task.cpu ?? "none",
      "memory in MiB": task.memory ?? "none",
      "network mode": task.networkMode ?? "none",
      processor: processor(task),
      compatibility: task.requiresCompatibilities ?? [],
      "task role": task.taskRoleArn ?? "none",
      "execution role": task.executionRoleArn ?? "none",
      volumes: (task.volumes ?? []).map(({ name, host }) => (host?.sourcePath ? `${name} of the host` : String(name))),
    }),
    ...(task.containerDefinitions ?? []).flatMap((container) =>
      leaves(`container ${container.name}`, labelled(container, label)),
    ),
  ];
}

function processor({ runtimePlatform: platform }: TaskDefinition): string | undefined {
  return platform === undefined ? undefined : `${platform.cpuArchitecture} with ${platform.operatingSystemFamily}`;
}

/** The image's digest and the secrets' ARNs are AWS's own. */
function labelled(container: ContainerDefinition, label: Reading["label"]): ContainerDefinition {
  const [repository, digest] = (container.image ?? "").split("@");
  return {
    ...container,
    image: digest === undefined ? repository : `${repository}@${label(digest)}`,
    secrets: container.secrets?.map(({ name, valueFrom }) => ({ name, valueFrom: label(valueFrom) })),
  };
}

function taskSentences(family: string | undefined, facts: TaskFacts): readonly string[] {
  return sentences(`task definition ${family}`, facts);
}
