import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { orList } from "../../model/wording";
import { UserError } from "../../running/user-error";

/** Where the parts of one service are. */
export interface ReleasedService {
  readonly environment: string;
  readonly name: string;
  readonly cluster: string;
  readonly service: string;
  /** A job has no service that rolls: its next task runs the newest revision. */
  readonly isJob: boolean;
  /** That the old tasks wait after a shift; absent where new ones take their place bit by bit. */
  readonly bakeMinutes: number | undefined;
  readonly taskFamily: string;
  readonly container: string;
  readonly parameter: string;
  readonly repository: string;
  /** What its images are named, without the digest. */
  readonly imageName: string;
}

/** @throws UserError where the environment has no such service */
export function releasedService(
  { name: environment, names: own, services }: EnvironmentPlan,
  name: string,
): ReleasedService {
  const service = services.find((planned) => planned.name === name);
  if (service === undefined) {
    throw new UserError(`${environment} has no service ${name}; it has ${orList(services.map((one) => one.name))}`);
  }
  const { kind, names, repository, deployment } = service;
  return {
    environment,
    name,
    cluster: own.cluster,
    service: names.service,
    isJob: kind === "job",
    bakeMinutes: deployment?.strategy === "blue-green" ? deployment.bakeMinutes : undefined,
    taskFamily: names.taskFamily,
    container: name,
    parameter: names.imageDigestParameter,
    repository: repository.name,
    imageName: repository.imageName,
  };
}
