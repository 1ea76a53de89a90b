/** ARNs of things that another stack owns: computed from names, so that no stack reads another one's state. */
export interface ArnScope {
  readonly accountId: string;
  readonly region: string;
}

export function logGroupArn(scope: ArnScope, logGroup: string): string {
  return `arn:aws:logs:${scope.region}:${scope.accountId}:log-group:${logGroup}`;
}

/**
 * Streams that the awslogs driver writes: prefix, container and the task's 32-digit id. Question marks instead of `*`
 * allow exactly names of that length.
 */
export function taskLogStreamArn(
  scope: ArnScope,
  logGroup: string,
  { prefix, container }: { readonly prefix: string; readonly container: string },
): string {
  return `${logGroupArn(scope, logGroup)}:log-stream:${prefix}/${container}/${"?".repeat(32)}`;
}

/** The same of a container on an instance, whose id has 17 digits after `i-`. */
export function hostLogStreamArn(
  scope: ArnScope,
  logGroup: string,
  { prefix, container }: { readonly prefix: string; readonly container: string },
): string {
  return `${logGroupArn(scope, logGroup)}:log-stream:${prefix}/${container}/i-${"?".repeat(17)}`;
}

/** AWS adds a hyphen and six characters to a secret's name. */
export function secretArnPattern({ region, accountId }: ArnScope, secret: string): string {
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${secret}-??????`;
}

export function repositoryArn(scope: ArnScope, repository: string): string {
  return `arn:aws:ecr:${scope.region}:${scope.accountId}:repository/${repository}`;
}

export function ecsArnPattern(scope: ArnScope): string {
  return `arn:aws:ecs:${scope.region}:${scope.accountId}:*`;
}

export function flowLogArnPattern(scope: ArnScope): string {
  return `arn:aws:ec2:${scope.region}:${scope.accountId}:vpc-flow-log/*`;
}

export function roleArn({ accountId }: Pick<ArnScope, "accountId">, role: string): string {
  return `arn:aws:iam::${accountId}:role/${role}`;
}

export function instanceProfileArn({ accountId }: Pick<ArnScope, "accountId">, profile: string): string {
  return `arn:aws:iam::${accountId}:instance-profile/${profile}`;
}

export function policyArn({ accountId }: Pick<ArnScope, "accountId">, policy: string): string {
  return `arn:aws:iam::${accountId}:policy/${policy}`;
}

export function topicArn(scope: ArnScope, topic: string): string {
  return `arn:aws:sns:${scope.region}:${scope.accountId}:${topic}`;
}

export function clusterArn({ region, accountId }: ArnScope, cluster: string): string {
  return `arn:aws:ecs:${region}:${accountId}:cluster/${cluster}`;
}

export function taskArnPattern({ region, accountId }: ArnScope, cluster: string): string {
  return `arn:aws:ecs:${region}:${accountId}:task/${cluster}/*`;
}

/** @param revision family, alone for its newest revision, or with `:REVISION` */
export function taskDefinitionArn({ region, accountId }: ArnScope, revision: string): string {
  return `arn:aws:ecs:${region}:${accountId}:task-definition/${revision}`;
}

/** What AWS gives as the source of a schedule's calls. */
export function scheduleGroupArn({ region, accountId }: ArnScope, group: string): string {
  return `arn:aws:scheduler:${region}:${accountId}:schedule-group/${group}`;
}
