import { describe, expect, test } from "vitest";
import { policyDocument, serviceTrustPolicy } from "../../model/iam-policy";
import { anEnvironment, aService } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { intentOf } from "./intent";
import { roles } from "./roles";

describe("asked for", () => {
  const secrets = { GEMINI_API_KEY: "gemini-api-key" };
  const services = { agent: aService({ taskRoleName: "LornuEcsTaskRole", secrets }) };

  test("may the task role write its logs and read its secrets, and nothing else", () => {
    const expected = roles.expected(intentOf(anEnvironment({ services })));
    const stream = "log-group:/ecs/lornu-staging/agent:log-stream:agent/agent/????????????????????????????????";
    const viaSecretsManager = "if kms:ViaService StringEquals secretsmanager.us-east-1.amazonaws.com";
    expect(expected.filter((sentence) => sentence.startsWith("role LornuEcsTaskRole"))).toEqual([
      "role LornuEcsTaskRole",
      "role LornuEcsTaskRole is bounded by arn:aws:iam::123456789012:policy/slipway-lornu-boundary",
      "role LornuEcsTaskRole has the inline policy LornuEcsTaskRole",
      `role LornuEcsTaskRole may logs:CreateLogStream on arn:aws:logs:us-east-1:123456789012:${stream}`,
      `role LornuEcsTaskRole may logs:PutLogEvents on arn:aws:logs:us-east-1:123456789012:${stream}`,
      "role LornuEcsTaskRole may secretsmanager:GetSecretValue on secret lornu-staging/gemini-api-key",
      `role LornuEcsTaskRole may kms:Decrypt on key alias/lornu-staging ${viaSecretsManager}`,
    ]);
  });

  test("is each role trusted to one service, for this account's resources", () => {
    const expected = roles.expected(intentOf(anEnvironment({ services })));
    const ownAccount = "aws:SourceAccount StringEquals 123456789012";
    const ownFlowLogs = `${ownAccount} and aws:SourceArn ArnLike arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*`;
    const ownTasks = `${ownAccount} and aws:SourceArn ArnLike arn:aws:ecs:us-east-1:123456789012:*`;
    expect(expected.filter((sentence) => sentence.startsWith("trust"))).toEqual([
      `trust of role LornuEcsTaskRole: ecs-tasks.amazonaws.com may sts:AssumeRole if ${ownTasks}`,
      `trust of role lornu-staging-agent-execution: ecs-tasks.amazonaws.com may sts:AssumeRole if ${ownTasks}`,
      `trust of role lornu-staging-flow-logs: vpc-flow-logs.amazonaws.com may sts:AssumeRole if ${ownFlowLogs}`,
    ]);
  });

  test("is no role for flow logs that are off", () => {
    const network = { cidr: "10.1.0.0/16", flowLogs: false };
    expect(roles.expected(intentOf(anEnvironment({ network }))).join()).not.toContain("lornu-staging-flow-logs");
  });
});

test("found are all roles but AWS's own, with managed and inline policies", async () => {
  const trust = encodeURIComponent(serviceTrustPolicy("ec2.amazonaws.com"));
  const policy = policyDocument([{ sid: "Read", actions: ["kms:Decrypt"], resources: ["arn:aws:kms:::key/1"] }]);
  const reading = aReading(
    {
      ListRoles: {
        Roles: [
          { RoleName: "stranger", Path: "/", AssumeRolePolicyDocument: trust },
          { RoleName: "slipway-lornu-preflight", Path: "/", AssumeRolePolicyDocument: trust },
          { RoleName: "AWSServiceRoleForECS", Path: "/aws-service-role/ecs.amazonaws.com/" },
        ],
      },
      GetRole: { Role: { PermissionsBoundary: { PermissionsBoundaryArn: "arn:aws:iam::123456789012:policy/bound" } } },
      ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }] },
      ListRolePolicies: { PolicyNames: ["inline"] },
      GetRolePolicy: { PolicyDocument: encodeURIComponent(policy) },
    },
    { "arn:aws:kms:::key/1": "key alias/lornu-staging" },
  );
  expect(await roles.found(reading)).toEqual([
    "role stranger",
    "role stranger is bounded by arn:aws:iam::123456789012:policy/bound",
    "trust of role stranger: ec2.amazonaws.com may sts:AssumeRole",
    "role stranger has the inline policy inline",
    "role stranger has the managed policy arn:aws:iam::aws:policy/AdministratorAccess",
    "role stranger may kms:Decrypt on key alias/lornu-staging",
  ]);
});
