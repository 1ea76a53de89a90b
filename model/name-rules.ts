import {
  accountNames,
  commonGroup,
  deliveryPrefix,
  environmentNames,
  hostGroupNames,
  hostLogGroup,
  scheduleNames,
  serviceNames,
} from "./naming";
import { baseStackName } from "./stack-names";

/** Lower-case words joined by single hyphens: what every AWS name made from them allows. */
export const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const loadBalancerNameLimit = 32;
const roleNameLimit = 64;

/**
 * Why no environment can be named with the prefix, or nothing. The load balancer's 32 characters are the tightest limit of all
 * names that are made from the prefix alone.
 */
export function namePrefixProblem(prefix: string): string | undefined {
  if (`${prefix}-`.startsWith(deliveryPrefix)) {
    return `${prefix} begins with ${deliveryPrefix}, as the names of what guards the delivery do; choose another namePrefix`;
  }
  const reserved = reservedBeginnings.find(
    ({ beginning }) => prefix.startsWith(beginning) || `${prefix}-` === beginning,
  );
  if (reserved !== undefined) {
    return `${prefix} begins with ${reserved.beginning}, which AWS reserves in names of ${reserved.of}; choose another namePrefix`;
  }
  return tooLong("load balancer", environmentNames(prefix, "").loadBalancer, "choose a shorter namePrefix");
}

/** Why no task's role can have the name, or nothing. IAM compares names without regard to case. */
export function taskRoleNameProblem(name: string): string | undefined {
  if (/^AWSServiceRole/i.test(name)) {
    return `${name} begins as the names of service-linked roles do, which AWS makes itself; choose another name`;
  }
  return name.toLowerCase().startsWith(deliveryPrefix)
    ? `${name} begins with ${deliveryPrefix}, as the names of the delivery's own roles do; choose another name`
    : undefined;
}

/** Why the delivery cannot have its roles for an environment, or nothing. */
export function deliveryRoleNameProblem(account: string, environment: string): string | undefined {
  const longest = accountNames(account).applyRole(baseStackName(environment));
  if (longest.length <= roleNameLimit) return undefined;
  return `a role of the delivery would be named ${longest}, ${longest.length} characters where AWS allows ${roleNameLimit}; shorten the name of this file or of the account's`;
}

/** Of the role that applies a stack, which files must not name twice. */
export function applyRoleName(account: string, stack: string): string {
  return accountNames(account).applyRole(stack);
}

/**
 * Why the service's names would be refused, or nothing: the target group's 32 characters are the tightest limit.
 *
 * @param groups target groups that it has
 */
export function targetGroupNameProblem(prefix: string, service: string, groups: 1 | 2): string | undefined {
  const { targetGroup, secondTargetGroup } = serviceNames(prefix, service);
  return groups === 1
    ? tooLong("target group", targetGroup, "choose a shorter namePrefix or service name")
    : tooLong("second target group", secondTargetGroup, "choose a shorter namePrefix or service name");
}

/** The same of the target group of instances. */
export function hostTargetGroupNameProblem(prefix: string, service: string, port: number): string | undefined {
  const name = serviceNames(prefix, service).hostTargetGroup(port);
  return tooLong("target group", name, "choose a shorter namePrefix or service name");
}

/** Why the roles of a service would be refused, or nothing. The names of what no load balancer knows may be longer. */
export function serviceRoleNameProblem(prefix: string, service: string): string | undefined {
  const { executionRole, schedulerRole } = serviceNames(prefix, service);
  const longest = executionRole.length < schedulerRole.length ? schedulerRole : executionRole;
  if (longest.length <= roleNameLimit) return undefined;
  return `a role would be named ${longest}, ${longest.length} characters where AWS allows ${roleNameLimit}; choose a shorter namePrefix or service name`;
}

function tooLong(what: string, name: string, remedy: string): string | undefined {
  if (name.length <= loadBalancerNameLimit) return undefined;
  return `the ${what} would be named ${name}, ${name.length} characters where AWS allows ${loadBalancerNameLimit}; ${remedy}`;
}

const reservedBeginnings = [
  { beginning: "aws", of: "parameters" },
  { beginning: "ssm", of: "parameters" },
  { beginning: "internal-", of: "load balancers" },
  { beginning: "sg-", of: "security groups" },
  { beginning: "sthree-", of: "buckets" },
  { beginning: "amzn-s3-demo-", of: "buckets" },
] as const;

/** Why no environment can have the name, or nothing: a stack bears it, beside the account's and the environment's base stack. */
export function environmentNameProblem(name: string): string | undefined {
  if (!kebabCase.test(name)) {
    return "an environment's file is named with lower-case letters, digits and single inner hyphens; rename the file";
  }
  return /^account-|-base$/.test(name)
    ? "account-* and *-base name the stacks of accounts and of what outlives a runtime; rename the file"
    : undefined;
}

/** Why no service can have the name, or nothing. */
export function serviceNameProblem(name: string): string | undefined {
  return kebabCase.test(name)
    ? undefined
    : "a service is named with lower-case letters, digits and single inner hyphens, starting with a letter";
}

/** Why the zone can have no record of the name, or nothing. */
export function outsideZoneProblem(name: string, zone: string): string | undefined {
  return name === zone || name.endsWith(`.${zone}`)
    ? undefined
    : `${name} is not in the zone ${zone}; use a name that ends in .${zone}`;
}

/** Roles and log groups that an environment makes under names of its own, for files that may not share one. */
export function takenNamesOf(prefix: string) {
  return {
    flowLogs: environmentNames(prefix, "").flowLogRole,
    flowLogGroup: environmentNames(prefix, "").flowLogGroup,
    schedule: scheduleNames(prefix),
    execution: (service: string) => serviceNames(prefix, service).executionRole,
    task: (service: string) => serviceNames(prefix, service).taskRole,
    scheduler: (service: string) => serviceNames(prefix, service).schedulerRole,
    traffic: (service: string) => serviceNames(prefix, service).trafficRole,
    logGroup: (service: string) => serviceNames(prefix, service).logGroup,
    hosts: { role: hostGroupNames(prefix, commonGroup).instanceRole, logGroup: hostLogGroup(prefix) },
  };
}
