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
export function taskLogStreamArn(scope: ArnScope, logGroup: string, container: string): string {
  return `${logGroupArn(scope, logGroup)}:log-stream:${container}/${container}/${"?".repeat(32)}`;
}

export function repositoryArn(scope: ArnScope, repository: string): string {
  return `arn:aws:ecr:${scope.region}:${scope.accountId}:repository/${repository}`;
}

export function loadBalancerArnPattern(scope: ArnScope, loadBalancer: string): string {
  return `arn:aws:elasticloadbalancing:${scope.region}:${scope.accountId}:loadbalancer/app/${loadBalancer}/*`;
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

export function policyArn({ accountId }: Pick<ArnScope, "accountId">, policy: string): string {
  return `arn:aws:iam::${accountId}:policy/${policy}`;
}

export function topicArn(scope: ArnScope, topic: string): string {
  return `arn:aws:sns:${scope.region}:${scope.accountId}:${topic}`;
}
