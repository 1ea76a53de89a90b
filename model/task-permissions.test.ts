import { describe, expect, test } from "vitest";
import { ecsTaskTrustPolicy, executionStatements, type TaskPermissionFacts, taskStatements } from "./task-permissions";

const paymentKey = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/payment-api-key-AbCdEf";
const gcpKey = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/gcp-key-GhIjKl";
const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

const permissions = (overrides: Partial<TaskPermissionFacts> = {}): TaskPermissionFacts => ({
  account: { accountId: "123456789012", region: "us-east-1" },
  containers: ["agent"],
  logGroup: "/ecs/shop-staging/agent",
  logStreamPrefix: "agent",
  repositoryArns: ["arn:aws:ecr:us-east-1:123456789012:repository/shop-agent"],
  secrets: [paymentKey, gcpKey].map((arn) => ({ arn, keyArn: kmsKeyArn })),
  ...overrides,
});

const writeOwnLogs = {
  sid: "WriteOwnLogs",
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  resources: [
    "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/shop-staging/agent:log-stream:agent/agent/????????????????????????????????",
  ],
};

const readOwnSecrets = [
  { sid: "ReadOwnSecrets", actions: ["secretsmanager:GetSecretValue"], resources: [paymentKey, gcpKey] },
  {
    sid: "DecryptOwnSecrets",
    actions: ["kms:Decrypt"],
    resources: [kmsKeyArn],
    conditions: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
  },
];

const pullOwnImages = [
  { sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
  {
    sid: "PullOwnImages",
    actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    resources: ["arn:aws:ecr:us-east-1:123456789012:repository/shop-agent"],
  },
];

test("lets the program write its own logs and read its own secrets, and nothing else", () => {
  expect(taskStatements(permissions())).toEqual([writeOwnLogs, ...readOwnSecrets]);
});

test("lets ECS pull the service's images beside that", () => {
  expect(executionStatements(permissions())).toEqual([writeOwnLogs, ...readOwnSecrets, ...pullOwnImages]);
});

test("grants no use of the key to a service without secrets", () => {
  expect(taskStatements(permissions({ secrets: [] }))).toEqual([writeOwnLogs]);
  expect(executionStatements(permissions({ secrets: [] }))).toEqual([writeOwnLogs, ...pullOwnImages]);
});

test("writes the logs of every container of the task", () => {
  const [logs] = taskStatements(permissions({ containers: ["agent", "proxy"], logStreamPrefix: "shop" }));
  expect(logs?.resources).toEqual([
    expect.stringContaining(":log-stream:shop/agent/"),
    expect.stringContaining(":log-stream:shop/proxy/"),
  ]);
});

test("grants the use of no key for secrets under AWS's own", () => {
  const statements = taskStatements(permissions({ secrets: [{ arn: paymentKey, keyArn: undefined }] }));
  expect(statements.map(({ sid }) => sid)).toEqual(["WriteOwnLogs", "ReadOwnSecrets"]);
});

describe.each([
  { role: "task", statements: taskStatements(permissions()) },
  { role: "execution", statements: executionStatements(permissions()) },
])("the $role role", ({ statements }) => {
  test("has no wildcard action, and the wildcard resource only where AWS has no other", () => {
    const actions = statements.flatMap((statement) => statement.actions);
    const onEverything = statements.filter(({ resources }) => resources?.includes("*"));
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    expect(onEverything.flatMap((statement) => statement.actions)).toEqual(
      actions.filter((action) => action === "ecr:GetAuthorizationToken"),
    );
  });

  test("has no wildcard inside an ARN", () => {
    const arns = statements.flatMap(({ resources }) => resources ?? []).filter((resource) => resource !== "*");
    expect(arns.filter((arn) => typeof arn !== "string" || arn.includes("*"))).toEqual([]);
  });
});

test("trusts ECS alone, for tasks of this account and region", () => {
  expect(JSON.parse(ecsTaskTrustPolicy({ accountId: "123456789012", region: "eu-central-1" }))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*" },
        },
      },
    ],
  });
});
