import { describe, expect, test } from "vitest";
import { planMarkdown } from "./plan-markdown";
import { planReport } from "./plan-report";
import { aPlan, type ResourceInPlan } from "./testing/plans";

function reportOf(resources: readonly ResourceInPlan[], further = {}) {
  return planReport(aPlan(resources, further), { stack: "staging", approvals: [], today: "2026-11-21" });
}

describe("permissions", () => {
  const policy = (actions: readonly string[]) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: actions, Resource: "arn:aws:s3:::data/*" }] });

  test("are spelled out one by one", () => {
    const { permissions } = reportOf([
      {
        type: "aws_iam_role_policy",
        actions: ["update"],
        before: { policy: policy(["s3:GetObject"]) },
        after: { policy: policy(["s3:PutObject", "s3:DeleteObject"]) },
      },
    ]);
    expect(permissions).toEqual({
      granted: [
        {
          address: "aws_iam_role_policy.main",
          permissions: ["may s3:DeleteObject, s3:PutObject on arn:aws:s3:::data/*"],
        },
      ],
      withdrawn: [{ address: "aws_iam_role_policy.main", permissions: ["may s3:GetObject on arn:aws:s3:::data/*"] }],
      unreadable: [],
    });
  });

  test("share a line where they hold on the same resources, and never where they do not", () => {
    const statements = [
      { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
      { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::a" },
      { Effect: "Deny", Action: "s3:PutObject", Resource: "arn:aws:s3:::b" },
    ];
    const { permissions } = reportOf([
      { type: "aws_iam_policy", actions: ["create"], after: { policy: JSON.stringify({ Statement: statements }) } },
    ]);
    expect(permissions.granted).toEqual([
      {
        address: "aws_iam_policy.main",
        permissions: [
          "may s3:GetObject, s3:PutObject on arn:aws:s3:::a, arn:aws:s3:::b",
          "may s3:ListBucket on arn:aws:s3:::a",
          "must not s3:PutObject on arn:aws:s3:::b",
        ],
      },
    ]);
  });

  test("are all shown, however many resources grant them", () => {
    const roles = Array.from({ length: 200 }, (_, index) => ({
      type: "aws_iam_role_policy",
      address: `aws_iam_role_policy.role-${index}`,
      actions: ["create"],
      after: { policy: policy(["s3:GetObject"]) },
    }));
    expect(planMarkdown(reportOf(roles)).match(/ {2}- `may s3:GetObject on arn:aws:s3:::data\/\*`/g)).toHaveLength(200);
  });

  test("name the boundary and the policy of a new role by what makes them", () => {
    const argumentsOf = (address: string, expressions: object) => ({ address, expressions });
    const resources = [
      argumentsOf("aws_iam_role.main", {
        permissions_boundary: { references: ["aws_iam_policy.boundary.arn", "aws_iam_policy.boundary"] },
      }),
    ];
    const { permissions } = reportOf(
      [
        {
          type: "aws_iam_role",
          actions: ["create"],
          after: {},
          afterUnknown: { permissions_boundary: true },
        },
        {
          type: "aws_iam_role_policy_attachment",
          actions: ["create"],
          after: { role: "agent" },
          afterUnknown: { policy_arn: true },
        },
      ],
      { configuration: { root_module: { resources } } },
    );
    expect(permissions.granted.flatMap(({ permissions: said }) => said)).toEqual([
      "within the boundary aws_iam_policy.boundary.arn",
      "policy that is known only when it is applied for agent",
    ]);
  });

  test("are not awaited of a policy that AWS makes by itself", () => {
    const resources = [{ address: "aws_s3_bucket.main", expressions: {} }];
    const made = { type: "aws_s3_bucket", actions: ["create"], after: {}, afterUnknown: { policy: true } };
    const configuration = { root_module: { resources } };
    expect(reportOf([made], { configuration }).permissions.unreadable).toEqual([]);
    expect(reportOf([made]).permissions.unreadable).toEqual(["aws_s3_bucket.main: policy"]);
  });

  test("name who may assume a role, under which conditions, and a boundary that goes", () => {
    const trust = JSON.stringify({
      Statement: {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/app.terraform.io" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { "app.terraform.io:aud": "aws.workload.identity" } },
      },
    });
    const role = { assume_role_policy: trust };
    const { permissions } = reportOf([
      {
        type: "aws_iam_role",
        actions: ["update"],
        before: { permissions_boundary: "arn:aws:iam::123456789012:policy/boundary" },
        after: role,
      },
    ]);
    expect(permissions.granted).toEqual([
      {
        address: "aws_iam_role.main",
        permissions: [
          "arn:aws:iam::123456789012:oidc-provider/app.terraform.io may sts:AssumeRoleWithWebIdentity if app.terraform.io:aud StringEquals aws.workload.identity",
          "within the boundary none",
        ],
      },
    ]);
  });

  test("that are known only later, or marked as sensitive, are named as unreadable", () => {
    const sensitive = { policy: policy(["s3:*"]) };
    const { permissions } = reportOf([
      { type: "aws_iam_policy", actions: ["create"], after: {}, afterUnknown: { policy: true } },
      { type: "aws_sns_topic_policy", actions: ["create"], after: sensitive, afterSensitive: { policy: true } },
    ]);
    expect(permissions.unreadable).toEqual(["aws_iam_policy.main: policy", "aws_sns_topic_policy.main: policy"]);
    expect(permissions.granted).toEqual([]);
  });
});

describe("ports", () => {
  const rule = (cidr: string, port: number) => ({
    protocol: "tcp",
    from_port: port,
    to_port: port,
    cidr_blocks: [cidr],
  });

  test("that open and close are named with their other end", () => {
    const { ports } = reportOf([
      {
        type: "aws_security_group",
        actions: ["update"],
        before: { ingress: [rule("10.0.0.0/8", 443)] },
        after: { ingress: [rule("0.0.0.0/0", 22)] },
      },
      { type: "aws_lb_listener", actions: ["create"], after: { port: 8443, protocol: "HTTPS" } },
    ]);
    expect(ports).toEqual({
      opened: ["aws_lb_listener.main: listens on 8443 (HTTPS)", "aws_security_group.main: tcp 22 from 0.0.0.0/0"],
      closed: ["aws_security_group.main: tcp 443 from 10.0.0.0/8"],
      unknown: [],
    });
  });

  test("that are known only later are named as such", () => {
    const later = {
      type: "aws_vpc_security_group_ingress_rule",
      actions: ["create"],
      after: {},
      afterUnknown: { cidr_ipv4: true },
    };
    expect(reportOf([later]).ports.unknown).toEqual(["aws_vpc_security_group_ingress_rule.main"]);
  });
});

describe("cost", () => {
  const definition = (cpu: string) => ({
    type: "aws_ecs_task_definition",
    actions: ["delete", "create"],
    before: { family: "shop", cpu: "512", memory: "1024" },
    after: { family: "shop", cpu, memory: "1024" },
  });
  const service = { desired_count: 2, task_definition: "arn:aws:ecs:us-east-1:123456789012:task-definition/shop:7" };

  test("is the difference of what is billed by the hour", () => {
    const { cost } = reportOf([
      { type: "aws_nat_gateway", actions: ["create"], after: {} },
      definition("1024"),
      { type: "aws_ecs_service", actions: ["no-op"], before: service, after: service },
    ]);
    expect(cost.lines.map(({ address }) => address)).toEqual(["aws_ecs_service.main", "aws_nat_gateway.main"]);
    expect(cost.afterMonthlyUsd - cost.beforeMonthlyUsd).toBeCloseTo(32.85 + 29.55, 1);
  });

  test("says what it cannot know", () => {
    expect(
      reportOf([{ type: "aws_ecs_service", actions: ["create"], after: { desired_count: 1 } }]).cost.unknown,
    ).toEqual(["aws_ecs_service.main"]);
  });
});
