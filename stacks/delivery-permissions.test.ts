import { describe, expect, test } from "vitest";
import { authorize, type Call, type Caller } from "../model/authorization/authorize";
import { taskBoundary } from "../model/delivery/task-boundary";
import { policyDocument } from "../model/iam-policy";
import { planEnvironment } from "../model/plan/environment-plan";
import { executionStatements, taskStatements } from "../model/task-permissions";
import { anAccount, anEnvironment, aService } from "../test/helpers/environments";
import { accountRoles, policyOf } from "../test/helpers/iam/account-roles";
import {
  accountReads,
  accountWrites,
  arn,
  baseReads,
  baseWrites,
  boundary,
  call,
  iam,
  keyArn,
  never,
  nobodys,
  others,
  own,
  productions,
  runtimeReads,
  runtimeWrites,
  secretOf,
  within,
} from "../test/helpers/iam/calls";
import { preflight, push, release } from "../test/helpers/iam/pipeline-calls";
import { References } from "./references";

const account = anAccount({
  github: { organization: "shop-works", organizationId: 100000001, repository: "agents", repositoryId: 200000001 },
});
const staging = anEnvironment(
  { services: { agent: aService({ taskRoleName: "ShopTaskRole", secrets: { KEY: "payment-api-key" } }) } },
  account,
);
const production = {
  ...anEnvironment(
    { namePrefix: "shop-production", dns: { domain: "www.example.com", zone: { name: "example.com" } } },
    account,
  ),
  name: "production",
};
const { roles } = accountRoles(account, [staging, production]);

function isAllowed(caller: Caller, call: Call): boolean {
  return authorize(caller, call).isAllowed;
}

interface Row {
  readonly role: string;
  readonly may: readonly Call[];
  readonly mayNot: readonly Call[];
}

const reads = [...baseReads, ...runtimeReads];
const writes = [...baseWrites, ...runtimeWrites];
const matrix: readonly Row[] = [
  { role: "slipway-shop-staging-base-plan", may: reads, mayNot: [...writes, ...productions, ...push] },
  { role: "slipway-shop-staging-plan", may: reads, mayNot: [...writes, ...productions, ...push] },
  {
    role: "slipway-shop-staging-base-apply",
    may: [...baseReads, ...baseWrites],
    mayNot: [...productions, ...accountWrites, ...push],
  },
  {
    role: "slipway-shop-staging-apply",
    may: [...runtimeReads, ...runtimeWrites],
    mayNot: [...productions, ...accountWrites, ...push],
  },
  {
    role: "slipway-shop-account-shop-plan",
    may: accountReads,
    mayNot: [...writes, ...productions, ...accountWrites],
  },
  {
    role: "slipway-shop-account-shop-apply",
    may: [...accountReads, ...accountWrites],
    mayNot: [...writes, ...productions, ...push],
  },
  {
    role: "slipway-shop-image-push",
    may: push,
    mayNot: [...writes, ...productions, ...accountWrites, ...release.slice(0, 9)],
  },
  {
    role: "slipway-shop-staging-release",
    may: release,
    mayNot: [
      ...productions,
      ...accountWrites,
      ...push.filter(({ action }) => action !== "ecr:PutImage"),
      ...baseWrites.filter(({ action }) => !action.startsWith("ssm:")),
    ],
  },
  { role: "slipway-shop-preflight", may: preflight, mayNot: [...writes, ...accountWrites, ...push] },
];

describe.each(matrix)("$role", ({ role: name, may, mayNot }) => {
  const role = roles.find((candidate) => candidate.name === name);
  if (role === undefined) throw new RangeError(`${name} is not made`);

  test("may do what its work takes", () => {
    expect(may.filter((needed) => !isAllowed(role, needed))).toEqual([]);
  });

  test("may do nothing of what is none of its business", () => {
    expect([...mayNot, ...nobodys, ...never].filter((forbidden) => isAllowed(role, forbidden))).toEqual([]);
  });
});

test("every role of staging and of the account has a row", () => {
  const ofProduction = (name: string) => name.startsWith("slipway-shop-production");
  expect(matrix.map(({ role }) => role).sort()).toEqual(
    roles
      .map(({ name }) => name)
      .filter((name) => !ofProduction(name))
      .sort(),
  );
});

describe("what a task role can do within the boundary", () => {
  const facts = {
    account,
    containers: ["agent"],
    logGroup: "/ecs/shop-staging/agent",
    logStreamPrefix: "agent",
    repositoryArns: [arn("ecr", "repository/shop-agent")],
    secrets: [{ arn: secretOf("shop-staging"), keyArn }],
  };
  const bounded = {
    arn: iam("role/ShopTaskRole"),
    roleArn: iam("role/ShopTaskRole"),
    boundary: policyOf(policyDocument(taskBoundary(planEnvironment(anEnvironment({}, account))))),
    sessionPolicies: [],
    tags: {},
    sessionTags: {},
  };
  const stream = `log-group:/ecs/shop-staging/agent:log-stream:agent/agent/${"0".repeat(32)}`;
  const running: readonly Call[] = [
    call("logs:CreateLogStream", arn("logs", stream)),
    call("logs:PutLogEvents", arn("logs", stream)),
    call("secretsmanager:GetSecretValue", secretOf("shop-staging"), own),
    call("kms:Decrypt", keyArn, { ...own, "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" }),
  ];
  const starting: readonly Call[] = [
    ...running,
    call("ecr:GetAuthorizationToken", "*"),
    call("ecr:BatchGetImage", arn("ecr", "repository/shop-agent")),
    call("ecr:GetDownloadUrlForLayer", arn("ecr", "repository/shop-agent")),
  ];

  test("is all that running and starting a task takes", () => {
    const task = {
      ...bounded,
      policies: [policyOf(policyDocument(new References().statements(taskStatements(facts))))],
    };
    const execution = {
      ...bounded,
      policies: [policyOf(policyDocument(new References().statements(executionStatements(facts))))],
    };
    expect(running.filter((needed) => !isAllowed(task, needed))).toEqual([]);
    expect(starting.filter((needed) => !isAllowed(execution, needed))).toEqual([]);
  });

  test("is nothing beside it, even where a run gave the role everything", () => {
    const everything = policyOf(policyDocument([{ sid: "All", actions: ["*"], resources: ["*"] }]));
    const role = { ...bounded, policies: [everything] };
    const forbidden = [
      call("secretsmanager:GetSecretValue", secretOf("shop-production"), others),
      // A tag of the session overrides the role's own: no condition may trust it.
      call("secretsmanager:GetSecretValue", secretOf("shop-production"), {
        ...others,
        "aws:PrincipalTag/Environment": "production",
      }),
      call("kms:Decrypt", keyArn, { ...others, "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" }),
      call("kms:Decrypt", keyArn, own),
      call("iam:CreateRole", iam("role/shop-staging-x"), within(boundary)),
      call("iam:PassRole", iam("role/ShopTaskRole")),
      call("sts:AssumeRole", iam("role/Administrator")),
      call("ec2:RunInstances", arn("ec2", "instance/*")),
      call("ecs:RunTask", arn("ecs", "task-definition/shop-staging-agent:1")),
      call("ecr:PutImage", arn("ecr", "repository/shop-agent")),
      call("s3:GetObject", "arn:aws:s3:::shop-works-agents/key.pem"),
      call("ssm:PutParameter", arn("ssm", "parameter/shop-staging/image-digests/agent")),
    ];
    expect(
      [...forbidden, ...never.filter(({ action }) => action !== "secretsmanager:GetSecretValue")].filter((other) =>
        isAllowed(role, other),
      ),
    ).toEqual([]);
  });
});
