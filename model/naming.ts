import { baseStackName } from "./stack-names";

/** The only home of physical names: deterministic, and refused where AWS would cut or reject them. */

/** Lower-case words joined by single hyphens: what every AWS name made from them allows. */
export const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const loadBalancerNameLimit = 32;
const roleNameLimit = 64;

export interface EnvironmentNames {
  readonly cluster: string;
  readonly loadBalancer: string;
  readonly loadBalancerLogsBucket: string;
  readonly vpc: string;
  readonly loadBalancerSecurityGroup: string;
  readonly encryptionKeyAlias: string;
  readonly alertsTopic: string;
  readonly budget: string;
  readonly flowLogGroup: string;
  readonly flowLogRole: string;
  /** Parent of the parameters that hold each service's image digest. */
  readonly imageParameterPath: string;
}

export interface ServiceNames {
  readonly service: string;
  readonly targetGroup: string;
  readonly taskSecurityGroup: string;
  readonly taskFamily: string;
  readonly taskRole: string;
  readonly executionRole: string;
  readonly logGroup: string;
  readonly imageDigestParameter: string;
}

/** @param prefix the environment's `namePrefix` */
export function environmentNames(prefix: string, accountId: string): EnvironmentNames {
  return {
    cluster: prefix,
    loadBalancer: prefix,
    loadBalancerLogsBucket: `${prefix}-alb-logs-${accountId}`,
    vpc: prefix,
    loadBalancerSecurityGroup: `${prefix}-alb`,
    encryptionKeyAlias: `alias/${prefix}`,
    alertsTopic: `${prefix}-alerts`,
    budget: `${prefix}-monthly`,
    flowLogGroup: `/vpc/${prefix}/flow-logs`,
    flowLogRole: `${prefix}-flow-logs`,
    imageParameterPath: `/${prefix}/image-digests`,
  };
}

/** Names of what a VPC of the environment's own consists of. */
export function networkNames(prefix: string) {
  return {
    vpc: prefix,
    defaultSecurityGroup: `${prefix}-default-unused`,
    publicRouteTable: `${prefix}-public`,
    s3Endpoint: `${prefix}-s3`,
    subnet: ({ tier, zone }: { readonly tier: string; readonly zone: string }) => `${prefix}-${tier}-${zone}`,
    natGateway: (zone: string) => `${prefix}-nat-${zone}`,
  };
}

export function serviceNames(prefix: string, service: string): ServiceNames {
  return {
    service,
    targetGroup: `${prefix}-${service}`,
    taskSecurityGroup: `${prefix}-${service}-task`,
    taskFamily: `${prefix}-${service}`,
    taskRole: `${prefix}-${service}-task`,
    executionRole: `${prefix}-${service}-execution`,
    logGroup: `/ecs/${prefix}/${service}`,
    imageDigestParameter: `/${prefix}/image-digests/${service}`,
  };
}

/** What every name of the delivery's own roles and policies begins with; no environment's names may. */
export const deliveryPrefix = "slipway-";

/** Names of the delivery's part of an account. */
export function accountNames(account: string) {
  const name = (rest: string) => `${deliveryPrefix}${account}-${rest}`;
  return {
    /** Bounds the roles that runs of environments make. */
    boundary: name("boundary"),
    /** Bounds the delivery's own roles. */
    deliveryBoundary: name("delivery-boundary"),
    imagePushRole: name("image-push"),
    preflightRole: name("preflight"),
    planRole: (stack: string) => name(`${stack}-plan`),
    applyRole: (stack: string) => name(`${stack}-apply`),
    readPolicy: (environment: string) => name(`${environment}-read`),
    releaseRole: (environment: string) => name(`${environment}-release`),
    /** Pattern of the delivery's own roles. */
    everyRole: name("*"),
  };
}

/** Full name of a secret, below the environment's own path. */
export function secretName(prefix: string, secret: string): string {
  return `${prefix}/${secret}`;
}

/** Shares the 32 characters of a load balancer's name with it. */
export function trustStoreName(prefix: string): string {
  return prefix;
}

/** Where the account's images are pushed to. */
export function registryHost({ accountId, region }: { readonly accountId: string; readonly region: string }): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com`;
}

export function imageUri(
  account: { readonly accountId: string; readonly region: string },
  repository: string,
  digest: string,
): string {
  return `${registryHost(account)}/${repository}@${digest}`;
}

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

/** Why the service's names would be refused, or nothing: the target group's 32 characters are the tightest limit. */
export function targetGroupNameProblem(prefix: string, service: string): string | undefined {
  return tooLong(
    "target group",
    serviceNames(prefix, service).targetGroup,
    "choose a shorter namePrefix or service name",
  );
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
