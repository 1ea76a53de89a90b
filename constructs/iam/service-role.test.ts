import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { ecsTaskTrustPolicy } from "../../model/task-permissions";
import { statementsOf } from "../../test/helpers/policies";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceRole, type ServiceRoleProps } from "./service-role";

const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/payment-api-key-AbCdEf";

const trustPolicy = ecsTaskTrustPolicy({ accountId: "123456789012", region: "us-east-1" });

const boundaryArn = "arn:aws:iam::123456789012:policy/slipway-shop-boundary";

const aRole = (overrides: Partial<ServiceRoleProps> = {}): ServiceRoleProps => ({
  name: "ShopServiceRole",
  trustPolicy,
  boundaryArn,
  statements: [{ sid: "ReadOwnSecrets", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] }],
  ...overrides,
});

const template = synthesize((scope) => {
  const { arn } = new ServiceRole(scope, "task-role", aRole());
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

test("is assumed by whom the trust policy names", () => {
  expect(template.resource("aws_iam_role")).toEqual({
    name: "ShopServiceRole",
    assume_role_policy: trustPolicy,
    permissions_boundary: boundaryArn,
  });
});

test("may do exactly what the statements say", () => {
  const { policy, ...attachment } = template.resource("aws_iam_role_policy");
  expect(attachment).toEqual({ name: "ShopServiceRole", role: reference(template, "aws_iam_role", "id") });
  expect(statementsOf(policy)).toEqual([
    { Sid: "ReadOwnSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secretArn] },
  ]);
});

test("hands on its ARN, and the policy that tasks wait for", () => {
  const waiting = synthesize((scope) => {
    const { attachedPolicy } = new ServiceRole(scope, "task-role", aRole());
    new EcsCluster(scope, "cluster", { name: "shop-staging", dependsOn: [attachedPolicy] });
  });
  const policies = waiting.addresses().filter((address) => address.startsWith("aws_iam_role_policy."));
  expect(waiting.resource("aws_ecs_cluster").depends_on).toEqual(policies);
  expect(template.outputs()["role-arn"]).toEqual({ value: reference(template, "aws_iam_role", "arn") });
});
