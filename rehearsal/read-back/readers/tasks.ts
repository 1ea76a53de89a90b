import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  paginateListClusters,
  paginateListServices,
  paginateListTaskDefinitions,
} from "@aws-sdk/client-ecs";
import { GetScheduleCommand, paginateListSchedules, type SchedulerClient } from "@aws-sdk/client-scheduler";
import { allOf } from "../../../delivery/aws/all-of";
import { environmentOf, type Owned } from "./owned";

/** Where tasks stand, and who may connect to them. */
interface TaskPlace {
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly hasPublicAddress: boolean;
}

export interface Service extends Owned, TaskPlace {
  readonly desiredTasks: number;
  readonly targets: readonly { readonly targetGroupArn: string; readonly port: number }[];
  /** Services of Cloud Map that tell its addresses. */
  readonly registryArns: readonly string[];
  /** Whether a deployment that fails is taken back. */
  readonly rollsBack: boolean;
}

export interface TaskDefinition extends Owned {
  readonly taskRole: string;
  readonly executionRole: string;
  readonly privilegedContainers: readonly string[];
}

export interface Schedule extends Owned, TaskPlace {
  readonly expression: string;
  readonly timezone: string;
  readonly isOn: boolean;
  /** Family of the task, or the function. */
  readonly starts: string;
  readonly role: string;
}

/** One task of each service name and cluster; the name of its cluster tells whose it is. */
export async function readServices(client: ECSClient): Promise<readonly Service[]> {
  const clusters = await allOf(paginateListClusters({ client }, {}), ({ clusterArns }) => clusterArns);
  const found = await Promise.all(
    clusters.map(async (cluster) => {
      const arns = await allOf(paginateListServices({ client }, { cluster }), ({ serviceArns }) => serviceArns);
      return Promise.all(arns.map((arn) => readService(client, cluster, arn)));
    }),
  );
  return found.flat(2);
}

async function readService(client: ECSClient, cluster: string, arn: string): Promise<readonly Service[]> {
  const { services = [] } = await client.send(
    new DescribeServicesCommand({ cluster, services: [arn], include: ["TAGS"] }),
  );
  return services.map((service) => ({
    name: service.serviceName ?? "",
    environment: service.tags?.find(({ key }) => key === "Environment")?.value,
    desiredTasks: service.desiredCount ?? 0,
    targets: (service.loadBalancers ?? []).map(({ targetGroupArn = "", containerPort = 0 }) => ({
      targetGroupArn,
      port: containerPort,
    })),
    registryArns: (service.serviceRegistries ?? []).map(({ registryArn = "" }) => registryArn),
    rollsBack: rollsBack(service.deploymentConfiguration?.deploymentCircuitBreaker),
    ...placeOf(service.networkConfiguration?.awsvpcConfiguration),
  }));
}

function rollsBack(breaker: { readonly enable?: boolean; readonly rollback?: boolean } | undefined): boolean {
  return breaker?.enable === true && breaker.rollback === true;
}

/** The scheduler writes its answer as ECS does, with capital letters. */
function placeOf(
  network:
    | {
        readonly subnets?: readonly string[];
        readonly securityGroups?: readonly string[];
        readonly assignPublicIp?: string;
      }
    | undefined,
): TaskPlace {
  return {
    subnetIds: network?.subnets ?? [],
    groupIds: network?.securityGroups ?? [],
    hasPublicAddress: network?.assignPublicIp === "ENABLED",
  };
}

/** The newest of each family. */
export async function readTaskDefinitions(client: ECSClient): Promise<readonly TaskDefinition[]> {
  const arns = await allOf(
    paginateListTaskDefinitions({ client }, { status: "ACTIVE" }),
    ({ taskDefinitionArns }) => taskDefinitionArns,
  );
  const families = new Set(arns.map((arn) => familyOf(arn)));
  return Promise.all(
    [...families].map(async (family) => {
      const { taskDefinition } = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: family }));
      const { taskRoleArn, executionRoleArn, containerDefinitions = [] } = taskDefinition ?? {};
      return {
        name: family,
        taskRole: nameIn(taskRoleArn),
        executionRole: nameIn(executionRoleArn),
        privilegedContainers: containerDefinitions.flatMap(({ name, privileged }) =>
          privileged === true ? [name ?? ""] : [],
        ),
      };
    }),
  );
}

function familyOf(arn: string): string {
  return nameIn(arn).replace(/:\d+$/, "");
}

function functionIn(arn: string | undefined): string {
  return `function ${arn?.split(":").at(-1) ?? "none"}`;
}

function nameIn(arn: string | undefined): string {
  return arn?.split("/").at(-1) ?? "none";
}

export async function readSchedules(client: SchedulerClient): Promise<readonly Schedule[]> {
  const all = await allOf(paginateListSchedules({ client }, {}), ({ Schedules }) => Schedules);
  return Promise.all(
    all.map(async ({ Name = "", GroupName }) => {
      const schedule = await client.send(new GetScheduleCommand({ Name, GroupName }));
      const task = schedule.Target?.EcsParameters;
      const network = task?.NetworkConfiguration?.awsvpcConfiguration;
      return {
        // What calls a function bears no tag: its group says whose it is.
        name: task === undefined ? `${GroupName}/${Name}` : Name,
        environment: environmentOf(task?.Tags?.map((tag) => ({ Key: tag.Key, Value: tag.Value }))),
        expression: schedule.ScheduleExpression ?? "",
        timezone: schedule.ScheduleExpressionTimezone ?? "UTC",
        isOn: schedule.State !== "DISABLED",
        starts: task === undefined ? functionIn(schedule.Target?.Arn) : familyOf(task.TaskDefinitionArn ?? ""),
        role: nameIn(schedule.Target?.RoleArn),
        ...placeOf({
          subnets: network?.Subnets,
          securityGroups: network?.SecurityGroups,
          assignPublicIp: network?.AssignPublicIp,
        }),
      };
    }),
  );
}
