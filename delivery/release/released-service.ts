import type { Environment } from "../../config/schema/environment";
import { environmentNames, registryHost, serviceNames } from "../../model/naming";
import { orList } from "../../model/wording";
import { UserError } from "../../running/user-error";

/** Where the parts of one service are. */
export interface ReleasedService {
  readonly environment: string;
  readonly name: string;
  readonly cluster: string;
  readonly service: string;
  readonly taskFamily: string;
  readonly container: string;
  readonly parameter: string;
  readonly repository: string;
  /** What its images are named, without the digest. */
  readonly imageName: string;
}

/** @throws UserError where the environment has no such service */
export function releasedService({ name: environment, namePrefix, account, services }: Environment, name: string) {
  const settings = services[name];
  if (settings === undefined) {
    throw new UserError(`${environment} has no service ${name}; it has ${orList(Object.keys(services))}`);
  }
  const names = serviceNames(namePrefix, name);
  return {
    environment,
    name,
    cluster: environmentNames(namePrefix, account.accountId).cluster,
    service: names.service,
    taskFamily: names.taskFamily,
    container: name,
    parameter: names.imageDigestParameter,
    repository: settings.repository,
    imageName: `${registryHost(account)}/${settings.repository}`,
  } satisfies ReleasedService;
}
