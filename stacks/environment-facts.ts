import type { Environment } from "../config/schema/environment";
import type { ServiceSettings } from "../config/schema/service";
import { policyArn } from "../model/arn";
import { type IngressPlan, planIngress } from "../model/ingress-plan";
import { accountNames, environmentNames, serviceNames } from "../model/naming";
import { costTags } from "../model/tags";

/** Facts of an environment that both of its stacks need: model functions, called with its values. */
export interface NamedService {
  readonly name: string;
  readonly settings: ServiceSettings;
}

export function services(environment: Environment): readonly NamedService[] {
  return Object.entries(environment.services).map(([name, settings]) => ({ name, settings }));
}

/** The schema lets an environment have exactly one. */
export function onlyService(environment: Environment): NamedService {
  const [service] = services(environment);
  if (service === undefined) throw new RangeError(`${environment.name} has no service`);
  return service;
}

export function ingressPlan(environment: Environment): IngressPlan {
  return planIngress({ dns: environment.dns, agentToAgent: onlyService(environment).settings.agentToAgent });
}

export function environmentTags(environment: Environment, stack: string): Readonly<Record<string, string>> {
  const { account } = environment;
  const furtherTags = { ...account.tags, ...environment.tags };
  return costTags({ stack, owner: account.owner, environment: environment.name, furtherTags });
}

/** Log groups under the environment's key. */
export function keyLogGroups(environment: Environment): readonly string[] {
  const { network, namePrefix, account } = environment;
  const flowLogs = "cidr" in network && network.flowLogs;
  return [
    ...services(environment).map(({ name }) => serviceNames(namePrefix, name).logGroup),
    ...(flowLogs ? [environmentNames(namePrefix, account.accountId).flowLogGroup] : []),
  ];
}

/** Without NAT the tasks stand in the public subnets, each with an address of its own; only the load balancer reaches them. */
export function tasksArePublic(environment: Environment): boolean {
  return "cidr" in environment.network && environment.network.nat === "none";
}

/** The most that the environment's roles can do; the account's stack makes it. */
export function boundaryArn({ account }: Environment): string {
  return policyArn(account, accountNames(account.name).boundary);
}
