import { describe, expect, test } from "vitest";
import { accountFacts, jobFacts, planOf, serviceIn, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import type { ServiceFacts } from "./facts";

const serviceOf = (settings: ServiceFacts) => serviceIn(planOf({ subject: settings }), "subject");
const aws = (service: string, name: string) => `arn:aws:${service}:eu-central-1:210987654321:${name}`;
const role = (name: string) => `arn:aws:iam::210987654321:role/${name}`;
const ownAccount = { "aws:SourceAccount": "210987654321" };

test("bounds every service by the boundary of its environment", () => {
  for (const settings of [webFacts(), workerFacts(), jobFacts()]) {
    expect(serviceOf(settings).boundaryArn).toBe(
      "arn:aws:iam::210987654321:policy/slipway-retail-shop-test-task-boundary",
    );
  }
});

test("lets tasks of the account and region alone take on the task's and the starting role", () => {
  const { role: task, executionRole } = serviceOf(webFacts());
  for (const trustPolicy of [task.trustPolicy, executionRole?.trustPolicy ?? ""]) {
    expect(JSON.parse(trustPolicy).Statement).toEqual([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: ownAccount, ArnLike: { "aws:SourceArn": aws("ecs", "*") } },
      },
    ]);
  }
});

test("writes logs of each container, and reads its own secrets under their keys", () => {
  const kmsKeyArn = aws("kms", "key/00000000-0000-0000-0000-000000000000");
  const { role: task } = serviceOf(
    workerFacts({
      secrets: { TOKEN: "token", HALF: { name: "token", key: "half" }, PAYMENT: { existing: "payment", kmsKeyArn } },
      sidecars: { proxy: { image: `proxy@sha256:${"a".repeat(64)}`, environment: {}, essential: true } },
    }),
  );
  const secret = (key: string) => ({ stack: "base", type: "aws_secretsmanager_secret", key, attribute: "arn" });
  const stream = (container: string) =>
    aws("logs", `log-group:/ecs/shop/subject:log-stream:subject/${container}/${"?".repeat(32)}`);
  expect(task.statements.map(({ sid, resources }) => [sid, resources])).toEqual([
    ["WriteOwnLogs", [stream("subject"), stream("proxy")]],
    ["ReadOwnSecrets", [secret("payment"), secret("shop/token")]],
    ["DecryptOwnSecrets", [kmsKeyArn, { stack: "base", type: "aws_kms_key", key: "alias/shop", attribute: "arn" }]],
  ]);
});

test("gives the program, and not what starts it, the rights that the settings permit", () => {
  const table = aws("dynamodb", "table/orders");
  const permissions = [
    { actions: ["dynamodb:GetItem"], resources: [table] },
    { actions: ["bedrock:InvokeModel"], resources: ["arn:aws:bedrock:eu-central-1::foundation-model/titan"] },
  ];
  const { role: task, executionRole } = serviceOf(jobFacts({ permissions }));
  expect(task.statements.slice(1)).toEqual([
    { sid: "Permitted", ...permissions[0] },
    { sid: "Permitted2", ...permissions[1] },
  ]);
  expect(JSON.stringify(executionRole?.statements)).not.toContain("dynamodb");
});

test("pulls from its own repository and from those of its sidecars, in whatever registry of ECR", () => {
  const image = (name: string) => ({ image: `${name}@sha256:${"a".repeat(64)}`, environment: {}, essential: true });
  const sidecars = {
    proxy: image("210987654321.dkr.ecr.eu-central-1.amazonaws.com/tools/proxy"),
    twin: image("210987654321.dkr.ecr.eu-central-1.amazonaws.com/tools/proxy"),
    collector: image("123456789012.dkr.ecr.us-east-1.amazonaws.com/collector"),
    other: image("public.ecr.aws/nginx/nginx"),
  };
  const account = accountFacts({
    repositories: { shop: { name: "retail/shop", keptImages: 50, keptUntaggedDays: 14 } },
  });
  const { executionRole, repository } = serviceIn(planOf({ subject: webFacts({ sidecars }) }, { account }), "subject");
  expect(repository.name).toBe("retail/shop");
  expect(executionRole?.statements.find(({ sid }) => sid === "PullOwnImages")?.resources).toEqual([
    aws("ecr", "repository/retail/shop"),
    aws("ecr", "repository/tools/proxy"),
    "arn:aws:ecr:us-east-1:123456789012:repository/collector",
  ]);
});

test("fails where the account has no such repository", () => {
  expect(() => serviceOf(webFacts({ repository: "other" }))).toThrow("account retail has no repository other");
});

test("bears the names that the settings give, and else those of environment and service", () => {
  const { names, logGroup, role: task } = serviceOf(webFacts({ taskRoleName: "ShopTask", logGroup: "/shop/site" }));
  expect([task.name, task.arn]).toEqual(["ShopTask", role("ShopTask")]);
  expect(logGroup).toEqual({ name: "/shop/site", retentionDays: 30 });
  expect(names).toMatchObject({
    service: "subject",
    targetGroup: "shop-subject",
    executionRole: "shop-subject-execution",
    imageDigestParameter: "/shop/image-digests/subject",
  });
});

test("stands where the network has room for tasks", () => {
  const inPublic = planOf({ subject: jobFacts() }, { network: { cidr: "10.9.0.0/16", nat: "none", flowLogs: true } });
  expect(serviceIn(inPublic, "subject").placement).toMatchObject({ subnetTier: "public", cluster: "shop" });
  expect(serviceOf(jobFacts()).placement.subnetTier).toBe("private");
});

describe("a job's schedule", () => {
  const schedule = { expression: "rate(1 hour)", timezone: "UTC" };
  const { schedule: planned } = serviceOf(jobFacts({ schedule, taskRoleName: "ShopReport" }));

  test("is absent where nobody asks for one, and in every other kind", () => {
    for (const settings of [jobFacts(), workerFacts(), webFacts()]) {
      expect(serviceOf(settings).schedule).toBeUndefined();
    }
  });

  test("is named after its service, in the environment's group", () => {
    expect(planned).toMatchObject({ name: "subject", group: "shop", ...schedule });
  });

  test("lets the schedules of that group alone take on its role", () => {
    expect(planned?.role).toMatchObject({ name: "shop-subject-scheduler", arn: role("shop-subject-scheduler") });
    expect(JSON.parse(planned?.role.trustPolicy ?? "{}").Statement).toMatchObject([
      {
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: {
          StringEquals: ownAccount,
          ArnLike: { "aws:SourceArn": aws("scheduler", "schedule-group/shop") },
        },
      },
    ]);
  });

  test("may start tasks of its own in the environment's cluster, tag them, and hand them their two roles", () => {
    expect(planned?.role.statements).toEqual([
      {
        sid: "StartOwnTask",
        actions: ["ecs:RunTask"],
        resources: [aws("ecs", "task-definition/shop-subject:*")],
        conditions: { ArnEquals: { "ecs:cluster": aws("ecs", "cluster/shop") } },
      },
      {
        sid: "TagOwnTask",
        actions: ["ecs:TagResource"],
        resources: [aws("ecs", "task/shop/*")],
        conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
      },
      {
        sid: "HandRolesToTask",
        actions: ["iam:PassRole"],
        resources: [role("ShopReport"), role("shop-subject-execution")],
        conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
    ]);
  });
});
