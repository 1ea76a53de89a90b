import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { groupOf } from "../../model/plan/host-groups";
import type { ServicePlan } from "../../model/plan/service-plan";
import { orList } from "../../model/wording";
import { UserError } from "../../running/user-error";

/** Which image a service runs, wherever it runs. */
export interface ReleasedImage {
  readonly environment: string;
  /** Of the service. */
  readonly name: string;
  /** That holds its digest. */
  readonly parameter: string;
  readonly repository: string;
  /** What its images are named, without the digest. */
  readonly imageName: string;
}

/** Where the parts of one service of ECS are. */
export interface ReleasedService extends ReleasedImage {
  readonly runtime: "fargate";
  readonly cluster: string;
  readonly service: string;
  /** A job has no service that rolls: its next task runs the newest revision. */
  readonly isJob: boolean;
  /** That the old tasks wait after a shift; absent where new ones take their place bit by bit. */
  readonly bakeMinutes: number | undefined;
  readonly taskFamily: string;
  readonly container: string;
}

/** One service on the instances of a group, each of which brings itself to what is released. */
export interface HostedService extends ReleasedImage {
  readonly runtime: "ec2";
  readonly autoscalingGroup: string;
  /** Document of Systems Manager that makes an instance do so. */
  readonly document: string;
  /** In which the group's instances are registered for the service. */
  readonly targetGroups: readonly string[];
  /** That an instance may take until its containers are healthy. */
  readonly startSeconds: number;
}

export type ReleaseTarget = ReleasedService | HostedService;

/** @throws UserError where the environment has no such service */
export function releaseTarget(plan: EnvironmentPlan, name: string): ReleaseTarget {
  const service = serviceNamed(plan, name);
  const group = groupOf(plan.hosts, service);
  if (group === undefined) return releasedService(plan, name);
  return {
    ...imageOf(plan, service),
    runtime: "ec2",
    autoscalingGroup: group.names.autoscalingGroup,
    document: group.names.releaseDocument,
    targetGroups: service.deployment?.targetGroups ?? [],
    startSeconds: group.startSeconds,
  };
}

/** @throws UserError where the environment has no such service */
export function releasedService(plan: EnvironmentPlan, name: string): ReleasedService {
  const service = serviceNamed(plan, name);
  const { kind, names, deployment } = service;
  return {
    ...imageOf(plan, service),
    runtime: "fargate",
    cluster: plan.names.cluster,
    service: names.service,
    isJob: kind === "job",
    bakeMinutes: deployment?.strategy === "blue-green" ? deployment.bakeMinutes : undefined,
    taskFamily: names.taskFamily,
    container: name,
  };
}

function serviceNamed({ name: environment, services }: EnvironmentPlan, name: string): ServicePlan {
  const service = services.find((planned) => planned.name === name);
  if (service !== undefined) return service;
  throw new UserError(`${environment} has no service ${name}; it has ${orList(services.map((one) => one.name))}`);
}

function imageOf({ name: environment }: EnvironmentPlan, { name, names, repository }: ServicePlan): ReleasedImage {
  return {
    environment,
    name,
    parameter: names.imageDigestParameter,
    repository: repository.name,
    imageName: repository.imageName,
  };
}
