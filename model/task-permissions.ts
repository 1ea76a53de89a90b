import { type ArnScope, ecsArnPattern, hostLogStreamArn, taskLogStreamArn } from "./arn";
import { policyDocument, serviceTrustPolicy } from "./iam-policy";
import { isReference, type PlannedStatement, type PlannedText, referenceText } from "./plan/planned-text";

/** Lets ECS assume a role for tasks of this account and region. */
export function ecsTaskTrustPolicy(account: ArnScope): string {
  return serviceTrustPolicy("ecs-tasks.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": account.accountId },
    ArnLike: { "aws:SourceArn": ecsArnPattern(account) },
  });
}

/**
 * Lets the instances that run a service assume its role, and give the session to its container alone. By a condition, as a
 * principal that is made anew would no longer be the one that the policy names.
 */
export function hostedTrustPolicy({ accountId }: ArnScope, instanceRoleArn: string): string {
  return policyDocument([
    {
      sid: "AssumedByInstances",
      principal: { awsAccountRoot: accountId },
      actions: ["sts:AssumeRole"],
      conditions: { ArnEquals: { "aws:PrincipalArn": instanceRoleArn } },
    },
  ]);
}

export interface TaskPermissionFacts {
  readonly account: ArnScope;
  readonly containers: readonly string[];
  readonly logGroup: string;
  readonly logStreamPrefix: string;
  readonly repositoryArns: readonly string[];
  readonly secrets: readonly { readonly arn: PlannedText; readonly keyArn: PlannedText | undefined }[];
}

function writeLogs(
  { account, logGroup, logStreamPrefix: prefix, containers }: TaskPermissionFacts,
  streamArn: typeof taskLogStreamArn,
): PlannedStatement {
  return {
    sid: "WriteOwnLogs",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: containers.map((container) => streamArn(account, logGroup, { prefix, container })),
  };
}

/** Read of exactly these secrets, and use of their keys through Secrets Manager alone; nothing without secrets. */
function readSecrets({ account, secrets }: TaskPermissionFacts): readonly PlannedStatement[] {
  if (secrets.length === 0) return [];
  const keyArns = distinct(secrets.flatMap(({ keyArn }) => keyArn ?? []));
  return [
    {
      sid: "ReadOwnSecrets",
      actions: ["secretsmanager:GetSecretValue"],
      resources: distinct(secrets.map(({ arn }) => arn)),
    },
    ...(keyArns.length === 0
      ? []
      : [
          {
            sid: "DecryptOwnSecrets",
            actions: ["kms:Decrypt"],
            resources: keyArns,
            conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${account.region}.amazonaws.com` } },
          },
        ]),
  ];
}

function pullImages(repositoryArns: readonly string[]): readonly PlannedStatement[] {
  return [
    // AWS has no resource level for this action.
    { sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "PullOwnImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [...repositoryArns],
    },
  ];
}

/** What every program may do: write its own logs and read its own secrets. */
export function taskStatements(facts: TaskPermissionFacts): readonly PlannedStatement[] {
  return [writeLogs(facts, taskLogStreamArn), ...readSecrets(facts)];
}

/** What starting a task takes: the same, and pulling the image. */
export function executionStatements(facts: TaskPermissionFacts): readonly PlannedStatement[] {
  return [...taskStatements(facts), ...pullImages(facts.repositoryArns)];
}

/** The same of an instance that starts it, whose Docker writes the logs. */
export function hostedStatements(facts: TaskPermissionFacts): readonly PlannedStatement[] {
  return [writeLogs(facts, hostLogStreamArn), ...readSecrets(facts), ...pullImages(facts.repositoryArns)];
}

export function distinct(texts: readonly PlannedText[]): readonly PlannedText[] {
  return [...new Map(texts.map((text) => [isReference(text) ? referenceText(text) : text, text])).values()];
}
