import { expect, test } from "vitest";
import { accountExtents } from "./account-extents";
import { environmentExtents } from "./environment-extents";
import { assertPermitted, stackTypes } from "./stack-types";
import { grantsOf } from "./type-grants";

const account = {
  name: "lornu",
  accountId: "123456789012",
  region: "us-east-1",
  terraformCloudHost: "app.terraform.io",
};
const extents = environmentExtents({
  account,
  name: "staging",
  namePrefix: "lornu-staging",
  taskRoleNames: [],
  dns: { domain: "staging.example.com", createsZone: true },
  clientCertificates: ["arn:aws:s3:::lornu-ai-agents/authorities.pem"],
  existingVpcId: "vpc-0a1b2c3d4e5f60718",
});

test("a type whose calls nobody wrote down is refused", () => {
  expect(() => grantsOf("aws_sqs_queue")).toThrow("nobody has said which calls aws_sqs_queue takes");
  expect(() => assertPermitted("base", "manages", "aws_lb")).toThrow(
    "no role of the delivery may plan aws_lb in a stack of kind base",
  );
});

test.each(["base", "runtime"] as const)("every call of a %s stack has somewhere to be allowed", (kind) => {
  const { manages, looksUp } = stackTypes[kind];
  const reaches = [...manages, ...looksUp].flatMap(grantsOf).map(({ on }) => on);
  expect(reaches.filter((on) => (extents[on]?.arns ?? []).length === 0)).toEqual([]);
});

test("every call of an account's stack has somewhere to be allowed", () => {
  const own = accountExtents(account);
  const reaches = [...stackTypes.account.manages, ...stackTypes.account.looksUp].flatMap(grantsOf).map(({ on }) => on);
  expect(reaches.filter((on) => (own[on]?.arns ?? []).length === 0)).toEqual([]);
});

test("no call is written with a wildcard, and none reads a secret's value", () => {
  const actions = Object.values(stackTypes)
    .flatMap(({ manages, looksUp }) => [...manages, ...looksUp])
    .flatMap(grantsOf)
    .flatMap((grant) => grant.actions);
  expect(actions.filter((action) => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action))).toEqual([]);
  expect(actions).not.toContain("secretsmanager:GetSecretValue");
});

test("what a stack looks up alone, it may not change", () => {
  expect(stackTypes.base.manages).not.toContain("aws_ecs_service");
  expect(stackTypes.runtime.manages).not.toContain("aws_secretsmanager_secret");
});
