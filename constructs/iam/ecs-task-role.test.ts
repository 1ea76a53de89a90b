import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { anAccount } from "../../test/helpers/account";
import { statementsOf } from "../../test/helpers/policies";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { EcsTaskRole, type EcsTaskRoleProps } from "./ecs-task-role";

const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:lornu-staging/gemini-api-key-AbCdEf";

const boundaryArn = "arn:aws:iam::123456789012:policy/slipway-lornu-boundary";

const aRole = (overrides: Partial<EcsTaskRoleProps> = {}): EcsTaskRoleProps => ({
  name: "LornuEcsTaskRole",
  account: anAccount(),
  boundaryArn,
  statements: [{ sid: "ReadOwnSecrets", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] }],
  ...overrides,
});

const template = synthesize((scope) => {
  const { arn } = new EcsTaskRole(scope, "task-role", aRole());
  new TerraformOutput(scope, "role-arn", { value: arn });
});

test("makes a role with one inline policy and attaches no policy of AWS", () => {
  expect(template.addresses()).toEqual([
    "aws_iam_role.task-role_F9BA4916",
    "aws_iam_role_policy.task-role_policy_96835EC4",
  ]);
  expect(Object.keys(template.resource("aws_iam_role")).sort()).toEqual([
    "assume_role_policy",
    "name",
    "permissions_boundary",
  ]);
});

test("stays within the boundary, whatever its policy says", () => {
  expect(template.resource("aws_iam_role").permissions_boundary).toBe(boundaryArn);
});

test("is assumed by ECS alone, for tasks of this account and region", () => {
  const role = template.resource("aws_iam_role");
  expect(role.name).toBe("LornuEcsTaskRole");
  expect(statementsOf(role.assume_role_policy)).toEqual([
    {
      Sid: "AssumedByService",
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: ["sts:AssumeRole"],
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*" },
      },
    },
  ]);
});

test("may do exactly what the statements say", () => {
  const { policy, ...attachment } = template.resource("aws_iam_role_policy");
  expect(attachment).toEqual({ name: "LornuEcsTaskRole", role: reference(template, "aws_iam_role", "id") });
  expect(statementsOf(policy)).toEqual([
    { Sid: "ReadOwnSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secretArn] },
  ]);
});

test("hands on its ARN, and the policy that tasks wait for", () => {
  const waiting = synthesize((scope) => {
    const { attachedPolicy } = new EcsTaskRole(scope, "task-role", aRole());
    new EcsCluster(scope, "cluster", { name: "lornu-staging", dependsOn: [attachedPolicy] });
  });
  const policies = waiting.addresses().filter((address) => address.startsWith("aws_iam_role_policy."));
  expect(waiting.resource("aws_ecs_cluster").depends_on).toEqual(policies);
  expect(template.outputs()["role-arn"]).toEqual({ value: reference(template, "aws_iam_role", "arn") });
});
