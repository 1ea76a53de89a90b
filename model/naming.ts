/** The only home of physical names: deterministic, and refused where AWS would cut or reject them. */

const loadBalancerNameLimit = 32;

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

/** Full name of a secret, below the environment's own path. */
export function secretName(prefix: string, secret: string): string {
  return `${prefix}/${secret}`;
}

export function imageUri(
  account: { readonly accountId: string; readonly region: string },
  repository: string,
  digest: string,
): string {
  return `${account.accountId}.dkr.ecr.${account.region}.amazonaws.com/${repository}@${digest}`;
}

/** Why the name of the environment's load balancer would be refused, or nothing. */
export function loadBalancerNameProblem(prefix: string): string | undefined {
  return tooLong("load balancer", environmentNames(prefix, "").loadBalancer, "choose a shorter namePrefix");
}

/** Why the name of the service's target group would be refused, or nothing. */
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
