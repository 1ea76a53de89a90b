/** The only home of physical names: deterministic, and refused where AWS would cut or reject them. */

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
  /** Private DNS names of internal services end in it. */
  readonly discoveryNamespace: string;
  readonly scheduleGroup: string;
}

export interface ServiceNames {
  readonly service: string;
  readonly targetGroup: string;
  /** Of a blue/green service: its tasks are in one of both by turns. */
  readonly secondTargetGroup: string;
  /** Of instances, which are registered with its port: with another port comes another group. */
  readonly hostTargetGroup: (port: number) => string;
  readonly taskSecurityGroup: string;
  /** Of those who may connect to a port of the tasks. */
  readonly portSecurityGroup: (port: number) => string;
  readonly taskFamily: string;
  readonly taskRole: string;
  readonly executionRole: string;
  readonly logGroup: string;
  readonly imageDigestParameter: string;
  /** Role that the scheduler takes to start a job. */
  readonly schedulerRole: string;
  /** Role that ECS takes to shift requests. */
  readonly trafficRole: string;
}

export interface HostGroupNames {
  readonly instanceRole: string;
  readonly instanceProfile: string;
  readonly launchTemplate: string;
  readonly autoscalingGroup: string;
  readonly launchingHook: string;
  readonly releaseDocument: string;
  readonly securityGroup: string;
  readonly portSecurityGroup: (port: number) => string;
  readonly scaleOut: string;
  readonly scaleIn: string;
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
    discoveryNamespace: `${prefix}.internal`,
    scheduleGroup: prefix,
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
    secondTargetGroup: `${prefix}-${secondOf(service)}`,
    hostTargetGroup: (port) => `${prefix}-${service}-${port}`,
    taskSecurityGroup: `${prefix}-${service}-task`,
    portSecurityGroup: (port) => `${prefix}-${service}-port-${port}`,
    taskFamily: `${prefix}-${service}`,
    taskRole: `${prefix}-${service}-task`,
    executionRole: `${prefix}-${service}-execution`,
    logGroup: `/ecs/${prefix}/${service}`,
    imageDigestParameter: `/${prefix}/image-digests/${service}`,
    schedulerRole: `${prefix}-${service}-scheduler`,
    trafficRole: `${prefix}-${service}-traffic`,
  };
}

/** The group of all services that need none for themselves. */
export const commonGroup = "hosts";

/** @param group `hosts`, or the service that has it for itself */
export function hostGroupNames(prefix: string, group: string): HostGroupNames {
  const own = `${prefix}-${group}`;
  return {
    instanceRole: `${own}-instance`,
    instanceProfile: `${own}-instance`,
    launchTemplate: own,
    autoscalingGroup: own,
    launchingHook: `${own}-launching`,
    releaseDocument: `${own}-release`,
    securityGroup: `${own}-instance`,
    portSecurityGroup: (port) => `${own}-port-${port}`,
    scaleOut: `${own}-scale-out`,
    scaleIn: `${own}-scale-in`,
  };
}

/** What the instances write themselves, beside what their services write. */
export function hostLogGroup(prefix: string): string {
  return `/aws/ec2/${prefix}`;
}

/** What puts an environment to sleep: its function, the function's role and the group of its schedules have one name. */
export function scheduleNames(prefix: string) {
  const name = `${prefix}-schedule`;
  return { name, schedulerRole: `${name}-scheduler`, logGroup: `/aws/lambda/${name}` };
}

/** What no other service of the environment may be called. */
export function secondOf(service: string): string {
  return `${service}-2`;
}

/** What every name of the delivery's own roles and policies begins with; no environment's names may. */
export const deliveryPrefix = "slipway-";

/** Names of the delivery's part of an account. */
export function accountNames(account: string) {
  const name = (rest: string) => `${deliveryPrefix}${account}-${rest}`;
  return {
    /** Bounds the roles that runs of an environment make. */
    taskBoundary: (environment: string) => name(`${environment}-task-boundary`),
    /** Bounds the roles of its instances, whose agents ask for more than a program does. */
    instanceBoundary: (environment: string) => name(`${environment}-instance-boundary`),
    /** Bounds what changes the account's own stack, and what GitHub's workflows do. */
    deliveryBoundary: name("delivery-boundary"),
    /** Bound the delivery's roles for environments, by kind: IAM gives a role one boundary of limited size. */
    readBoundary: name("read-boundary"),
    baseBoundary: name("base-boundary"),
    runtimeBoundary: name("runtime-boundary"),
    /** Pattern of all of these. */
    everyBoundary: name("*boundary"),
    imagePushRole: name("image-push"),
    preflightRole: name("preflight"),
    planRole: (stack: string) => name(`${stack}-plan`),
    applyRole: (stack: string) => name(`${stack}-apply`),
    readPolicy: (environment: string, number: number) => name(numbered(`${environment}-read`, number)),
    writePolicy: (stack: string, number: number) => name(numbered(`${stack}-write`, number)),
    releaseRole: (environment: string) => name(`${environment}-release`),
    scheduleRole: (environment: string) => name(`${environment}-schedule`),
    /** Pattern of the delivery's own roles. */
    everyRole: name("*"),
  };
}

/** The first has no number: most policies stay alone. */
function numbered(name: string, number: number): string {
  return number === 1 ? name : `${name}-${number}`;
}

/** Full name of a secret, below the environment's own path. */
export function secretName(prefix: string, secret: string): string {
  return `${prefix}/${secret}`;
}

/** Shares the 32 characters of a load balancer's name with it. */
export function trustStoreName(prefix: string): string {
  return prefix;
}

/** Parent of the parameters that tell the ARNs of the certificates in the base stack. */
export function certificateParameterPath(prefix: string): string {
  return `/${prefix}/certificates`;
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
