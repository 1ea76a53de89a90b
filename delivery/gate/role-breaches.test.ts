import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseTemplate, templateOf } from "../../checks/template";
import { type JsonObject, parseJson } from "../../model/json";
import { roleBreaches } from "./role-breaches";

const golden = readFileSync("test/golden/fixtures/small/cloud/account-shop.json", "utf8");

test("the account's own roles leave no way round the gate", () => {
  expect(roleBreaches(parseTemplate(golden)).map(({ what }) => what)).toEqual([]);
});

const github = "token.actions.githubusercontent.com";
const subject = "repo:shop-works/agents:environment:staging";

function document(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

function trust(
  principal: object | string,
  conditions: object = { StringEquals: { [`${github}:sub`]: subject } },
): string {
  return document({ Action: "sts:AssumeRoleWithWebIdentity", Principal: principal, Condition: conditions });
}

const byProvider = trust({ Federated: "${aws_iam_openid_connect_provider.github.arn}" });

/** A role that GitHub opens, whose one right is the given one, with what else is given. */
function breachesOf(right: object, assume_role_policy = byProvider, further: object = {}): readonly string[] {
  const json = parseJson(
    JSON.stringify({
      resource: {
        aws_iam_openid_connect_provider: { github: { url: `https://${github}` } },
        aws_iam_role: { workflow: { name: "workflow", assume_role_policy } },
        aws_iam_role_policy: { workflow: { role: "${aws_iam_role.workflow.name}", policy: document(right) } },
        ...further,
      },
    }),
  );
  return roleBreaches(templateOf(asObject(json))).map(({ what }) => what);
}

function asObject(json: ReturnType<typeof parseJson>): JsonObject {
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw new TypeError("no object");
  return Object.fromEntries(Object.entries(json));
}

const repository = "arn:aws:ecr:us-east-1:123456789012:repository/shop-agent";

describe("what a workflow's role may do", () => {
  test.each([
    ["pushes an image", { Action: ["ecr:PutImage"], Resource: repository }],
    ["reads", { Action: ["ecs:Describe*", "s3:ListBucket", "ecr:BatchGetImage"], Resource: "*" }],
    ["retires a task definition, which AWS cannot narrow", { Action: "ecs:DeregisterTaskDefinition", Resource: "*" }],
    ["is denied something", { Effect: "Deny", Action: "*", Resource: "*" }],
  ])("a role that %s is no way round the gate", (_, right) => {
    expect(breachesOf(right)).toEqual([]);
  });

  test.each([
    ["everything", { Action: "*", Resource: "*" }, "*"],
    ["everything of a service", { Action: "ecs:*", Resource: repository }, "ecs:*"],
    ["a write by a pattern", { Action: "ec2:Create*", Resource: "*" }, "ec2:Create*"],
    ["another role", { Action: "sts:AssumeRole", Resource: "*" }, "sts:AssumeRole"],
    ["any parameter", { Action: "ssm:PutParameter", Resource: "*" }, "ssm:PutParameter on everything"],
    ["any role for its tasks", { Action: "iam:PassRole", Resource: ["*"] }, "iam:PassRole on everything"],
    ["all but one thing", { NotAction: "iam:CreateUser", Resource: "*" }, "do everything but a few things"],
  ])("a role that may %s is one", (_, right, power) => {
    expect(breachesOf(right)).toEqual([`role workflow, which GitHub reaches, may ${power}`]);
  });
});

const harmless = { Action: "ecr:ListImages", Resource: repository };
const apply = { Action: "ec2:CreateVpc", Resource: "*" };
const other = (assume_role_policy: string, further: object = {}) => ({
  aws_iam_role: {
    workflow: { name: "workflow", assume_role_policy: byProvider },
    other: { name: "other", assume_role_policy, ...further },
  },
  aws_iam_role_policy: { other: { role: "${aws_iam_role.other.name}", policy: document(apply) } },
});
const mayCreate = "role other, which GitHub reaches, may ec2:CreateVpc";
const assumedBy = (principal: string) => document({ Action: "sts:AssumeRole", Principal: { AWS: principal } });

describe("which roles GitHub reaches", () => {
  test.each([
    ["through another role", other(assumedBy("${aws_iam_role.workflow.arn}")), [mayCreate]],
    ["through another role by its name", other(assumedBy("arn:aws:iam::123456789012:role/workflow")), [mayCreate]],
    ["as everybody does", other(document({ Action: "sts:AssumeRole", Principal: "*" })), [mayCreate]],
    [
      "by a provider that is there already",
      other(trust({ Federated: `arn:aws:iam::1:oidc-provider/${github}` })),
      [mayCreate],
    ],
    [
      "not: a service does",
      other(document({ Action: "sts:AssumeRole", Principal: { Service: "ecs.amazonaws.com" } })),
      [],
    ],
    ["not: another role whose name begins alike does", other(assumedBy("${aws_iam_role.workflow_2.arn}")), []],
  ])("%s", (_, further, breaches) => {
    expect(breachesOf(harmless, byProvider, further)).toEqual(breaches);
  });

  test("and which attached policies nobody can read", () => {
    const attached = {
      aws_iam_role_policy_attachment: {
        a: { role: "${aws_iam_role.workflow.name}", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      },
    };
    expect(breachesOf(harmless, byProvider, attached)).toEqual([
      "role workflow, which GitHub reaches, has the policy arn:aws:iam::aws:policy/AdministratorAccess, which is none of the stacks'",
    ]);
  });

  test("and what a policy of the stacks allows that is attached", () => {
    const attached = {
      aws_iam_policy: { broad: { policy: document(apply) } },
      aws_iam_role_policy_attachment: {
        a: { role: "${aws_iam_role.workflow.name}", policy_arn: "${aws_iam_policy.broad.arn}" },
      },
    };
    expect(breachesOf(harmless, byProvider, attached)).toEqual([
      "role workflow, which GitHub reaches, may ec2:CreateVpc",
    ]);
  });
});

test("a role that takes tokens by a pattern of actions must name their sub too", () => {
  const everything = document({
    Action: "sts:*",
    Principal: { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
  });
  expect(breachesOf(harmless, everything)).toEqual([
    "role workflow does not name the exact sub of the tokens that open it",
  ]);
});

describe("the sub of the tokens that open a role", () => {
  const provider = { Federated: "${aws_iam_openid_connect_provider.github.arn}" };
  test.each([
    ["is a pattern", { StringLike: { [`${github}:sub`]: "repo:shop-works/agents:*" } }],
    ["has a star where it is compared exactly", { StringEquals: { [`${github}:sub`]: "repo:shop-works/*" } }],
    [
      "is one of several, one of them a pattern",
      { StringEquals: { [`${github}:sub`]: [subject, "repo:shop-works/?"] } },
    ],
    ["is anything", { StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } }],
    ["is compared only where there is one", { StringEqualsIfExists: { [`${github}:sub`]: subject } }],
    [
      "names a workspace without its phase",
      { StringEquals: { "app.terraform.io:sub": "organization:o:project:p:workspace:w" } },
    ],
  ])("must be exact, and not %s", (_, conditions) => {
    expect(breachesOf(harmless, trust(provider, conditions))).toEqual([
      "role workflow does not name the exact sub of the tokens that open it",
    ]);
  });
});
