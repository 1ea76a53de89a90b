import { type ArnScope, ecsArnPattern, repositoryArn, taskLogStreamArn } from "./arn";
import { type PolicyStatement, serviceTrustPolicy } from "./iam-policy";

/** Lets ECS assume a role for tasks of this account and region. */
export function ecsTaskTrustPolicy(account: ArnScope): string {
  return serviceTrustPolicy("ecs-tasks.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": account.accountId },
    ArnLike: { "aws:SourceArn": ecsArnPattern(account) },
  });
}

function writeTaskLogs(account: ArnScope, logGroup: string, container: string): PolicyStatement {
  return {
    sid: "WriteOwnLogs",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [taskLogStreamArn(account, logGroup, container)],
  };
}

/** Read of exactly these secrets, and use of their key through Secrets Manager alone; nothing without secrets. */
function readSecrets(account: ArnScope, secretArns: readonly string[], kmsKeyArn: string): readonly PolicyStatement[] {
  if (secretArns.length === 0) return [];
  return [
    { sid: "ReadOwnSecrets", actions: ["secretsmanager:GetSecretValue"], resources: [...secretArns] },
    {
      sid: "DecryptOwnSecrets",
      actions: ["kms:Decrypt"],
      resources: [kmsKeyArn],
      conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${account.region}.amazonaws.com` } },
    },
  ];
}

function pullImages(account: ArnScope, repository: string): readonly PolicyStatement[] {
  return [
    // AWS has no resource level for this action.
    { sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "PullOwnImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [repositoryArn(account, repository)],
    },
  ];
}

export interface TaskPermissionFacts {
  readonly account: ArnScope;
  readonly container: string;
  readonly logGroup: string;
  readonly repository: string;
  readonly secretArns: readonly string[];
  readonly kmsKeyArn: string;
}

/** What the program may do: write its own logs and read its own secrets. */
export function taskStatements(facts: TaskPermissionFacts): readonly PolicyStatement[] {
  return [
    writeTaskLogs(facts.account, facts.logGroup, facts.container),
    ...readSecrets(facts.account, facts.secretArns, facts.kmsKeyArn),
  ];
}

/** What starting a task takes: the same, and pulling the image. */
export function executionStatements(facts: TaskPermissionFacts): readonly PolicyStatement[] {
  return [...taskStatements(facts), ...pullImages(facts.account, facts.repository)];
}
