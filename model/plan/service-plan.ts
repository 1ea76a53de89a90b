import type { VolumePlan } from "../../capabilities/volumes/plan";
import { repositoryArn, roleArn, taskDefinitionArn } from "../arn";
import { type ConnectionTimes, connectionTimes } from "../connection-times";
import { containerEnvironment } from "../environment-variables";
import { logRetention } from "../log-retention";
import { type EnvironmentNames, type ServiceNames, serviceNames } from "../naming";
import {
  ecsTaskTrustPolicy,
  executionStatements,
  hostedStatements,
  hostedTrustPolicy,
  taskStatements,
} from "../task-permissions";
import type { AccountPlan, RepositoryPlan } from "./account-plan";
import type { EnvironmentFacts, ServiceFacts, ServiceKind } from "./facts";
import { instanceRoleName } from "./host-facts";
import type { LoadBalancerPlan } from "./load-balancer-plan";
import type { NetworkPlan } from "./network-plan";
import { type Placement, planPlacement } from "./placement";
import type { PlannedStatement } from "./planned-text";
import type { RolePlan } from "./role-plan";
import { planSecretVariables, type SecretPlan, secretsOf } from "./secret-plan";
import { type DeploymentPlan, planDeployment } from "./service-deployment";
import { type Linkable, linksOf } from "./service-links";
import { type DiscoveryPlan, planDiscovery } from "./service-network";
import { planScaling, type ScalingPlan } from "./service-scaling";
import { planSchedule, type SchedulePlan } from "./service-schedule";
import { type MountedVolume, planTask, type TaskPlan } from "./service-task";

/** What consumes capabilities: a service is the first of its kind. */
interface Consumer {
  readonly name: string;
  readonly role: RolePlan;
  readonly boundaryArn: string;
  readonly logGroup: { readonly name: string; readonly retentionDays: number };
  readonly placement: Placement;
  readonly secrets: readonly SecretPlan[];
}

export interface ServicePlan extends Consumer {
  readonly kind: ServiceKind;
  readonly settings: ServiceFacts;
  readonly names: ServiceNames;
  readonly repository: RepositoryPlan;
  /** Revisions of its task definition, whatever their number. */
  readonly taskDefinitionArns: string;
  /** The newest revision, for who starts tasks by themselves. */
  readonly newestTaskDefinitionArn: string;
  /** Of what starts tasks; on instances nobody but the instance does. */
  readonly executionRole: RolePlan | undefined;
  readonly times: ConnectionTimes;
  readonly task: TaskPlan;
  readonly spotPercent: number;
  readonly volumes: readonly MountedVolume[];
  /** What it writes allows no second task beside the first, not even in a release. */
  readonly isSingleWriter: boolean;
  readonly scaling: ScalingPlan | undefined;
  readonly discovery: DiscoveryPlan | undefined;
  readonly schedule: SchedulePlan | undefined;
  readonly deployment: DeploymentPlan | undefined;
}

export interface ServiceContext {
  readonly facts: EnvironmentFacts;
  readonly account: AccountPlan;
  readonly names: EnvironmentNames;
  readonly network: NetworkPlan | undefined;
  readonly loadBalancer: LoadBalancerPlan | undefined;
  readonly linkable: Linkable;
  readonly queueNameOf: (queue: string) => string | undefined;
  readonly volumes: readonly VolumePlan[];
}

export function planService(name: string, settings: ServiceFacts, context: ServiceContext): ServicePlan {
  const { facts, account, linkable } = context;
  const names = namesOf(name, settings, facts.namePrefix);
  const repository = repositoryOf(settings, account);
  const links = linksOf(settings, linkable);
  const secretVariables = planSecretVariables(settings, {
    ...account,
    namePrefix: facts.namePrefix,
    keyAlias: context.names.encryptionKeyAlias,
  });
  const secrets = secretsOf(secretVariables);
  const times = timesOf(settings);
  const volumes = mountedVolumes(settings, context.volumes);
  const environment = { ...environmentOf(name, settings, context, times), ...links.variables };
  const task = planTask(settings, {
    name,
    logGroup: names.logGroup,
    logStreamPrefix: settings.logStreamPrefix ?? name,
    region: account.region,
    stopTimeoutSeconds: times.stopTimeoutSeconds,
    environment,
    secrets: secretVariables,
    volumes,
  });
  const mounting = volumes.flatMap(({ volume }) => volume.mountStatements);
  const permissions = {
    account,
    containers: task.containers.map((container) => container.name),
    logGroup: names.logGroup,
    logStreamPrefix: settings.logStreamPrefix ?? name,
    repositoryArns: [repository.arn, ...sidecarRepositories(settings)],
    secrets,
  };
  const placement = planPlacement(
    { name, settings, names, starting: [...hostedStatements(permissions), ...mounting] },
    { facts, cluster: context.names.cluster, subnetTier: context.network?.taskTier ?? "private", linkable },
  );
  const role = (roleName: string, statements: readonly PlannedStatement[]) => ({
    name: roleName,
    arn: roleArn(account, roleName),
    trustPolicy:
      placement.runtime === "fargate"
        ? ecsTaskTrustPolicy(account)
        : hostedTrustPolicy(account, roleArn(account, instanceRoleName(facts, placement.group))),
    statements,
  });
  const taskRole = role(names.taskRole, [
    ...taskStatements(permissions),
    ...links.statements,
    ...(placement.runtime === "fargate" ? mounting : []),
    ...permittedStatements(settings),
  ]);
  const executionRole =
    placement.runtime === "fargate" ? role(names.executionRole, executionStatements(permissions)) : undefined;
  return {
    name,
    kind: settings.kind,
    settings,
    names,
    repository,
    taskDefinitionArns: taskDefinitionArn(account, `${names.taskFamily}:*`),
    newestTaskDefinitionArn: taskDefinitionArn(account, names.taskFamily),
    role: taskRole,
    executionRole,
    boundaryArn: account.arns.taskBoundary(facts.name),
    logGroup: {
      name: names.logGroup,
      retentionDays: settings.logRetentionDays ?? logRetention(facts.production).serviceDays,
    },
    placement,
    secrets,
    times,
    task,
    spotPercent: "spotPercent" in settings ? settings.spotPercent : 0,
    volumes,
    isSingleWriter: volumes.length > 0,
    scaling: planScaling(settings, context.queueNameOf, {
      prefix: `${facts.namePrefix}-${name}`,
      entrance: { loadBalancer: context.names.loadBalancer, targetGroup: names.targetGroup },
    }),
    discovery: planDiscovery(name, settings, context.names.discoveryNamespace),
    schedule: planSchedule(settings, { names, account, environment: context.names }, [
      taskRole.arn,
      ...(executionRole === undefined ? [] : [executionRole.arn]),
    ]),
    deployment: planDeployment(settings, {
      account,
      names,
      loadBalancer: context.names.loadBalancer,
      runtime: placement.runtime,
    }),
  };
}

function namesOf(name: string, { taskRoleName, logGroup }: ServiceFacts, namePrefix: string): ServiceNames {
  const names = serviceNames(namePrefix, name);
  return { ...names, taskRole: taskRoleName ?? names.taskRole, logGroup: logGroup ?? names.logGroup };
}

/** @throws RangeError for a repository that the account does not have; the configuration's rules tell a user before */
function repositoryOf({ repository: alias }: ServiceFacts, { name, repositories }: AccountPlan): RepositoryPlan {
  const found = repositories.find((repository) => repository.alias === alias);
  if (found === undefined) throw new RangeError(`account ${name} has no repository ${alias}`);
  return found;
}

/** Repositories of ECR that sidecars run from, each once, in whatever account and region; those of others take no right. */
function sidecarRepositories({ sidecars }: ServiceFacts): readonly string[] {
  const images = Object.values(sidecars).flatMap(({ image }) => {
    const [, accountId, region, name] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)/.exec(image) ?? [];
    return accountId === undefined || region === undefined || name === undefined
      ? []
      : [repositoryArn({ accountId, region }, name)];
  });
  return [...new Set(images)];
}

/** In the order of the settings; the configuration's rules tell a user of those that are not there. */
function mountedVolumes(settings: ServiceFacts, planned: readonly VolumePlan[]): readonly MountedVolume[] {
  return Object.entries("volumes" in settings ? settings.volumes : {}).flatMap(([name, path]) => {
    const volume = planned.find((candidate) => candidate.name === name);
    return volume === undefined ? [] : [{ volume, path }];
  });
}

function timesOf(settings: ServiceFacts): ConnectionTimes {
  if ("longLived" in settings) return connectionTimes(settings.longLived);
  return { ...connectionTimes(false), stopTimeoutSeconds: settings.stopTimeoutSeconds };
}

function environmentOf(
  name: string,
  settings: ServiceFacts,
  { facts, loadBalancer }: ServiceContext,
  times: ConnectionTimes,
): Readonly<Record<string, string>> {
  const agents = loadBalancer?.agentToAgent;
  const isCalled = agents?.service === name;
  return containerEnvironment({
    environment: facts.name,
    production: facts.production,
    service: settings,
    times,
    publicUrl: loadBalancer?.publicUrl,
    agentToAgent: isCalled ? agents?.mode : "refused",
    agentToAgentUrl: isCalled ? loadBalancer?.agentToAgentUrl : undefined,
  });
}

function permittedStatements({ permissions }: ServiceFacts): readonly PlannedStatement[] {
  return permissions.map(({ actions, resources }, index) => ({
    sid: index === 0 ? "Permitted" : `Permitted${index + 1}`,
    actions,
    resources,
  }));
}
