import { expect, test } from "vitest";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import { withinBoundary } from "./effective";
import { permissionRows, permissionsIn } from "./policy";

const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/key-AbCdEf";
const read: PolicyStatement = { sid: "Read", actions: ["secretsmanager:GetSecretValue"], resources: [secret] };
const ofOwnEnvironment = { StringEquals: { "aws:ResourceTag/Environment": "staging" } };

function within(boundary: readonly PolicyStatement[] | undefined, { own = read, tag = "staging", known = true } = {}) {
  const result = withinBoundary(permissionsIn(policyDocument([own])), {
    boundary: boundary === undefined ? undefined : permissionsIn(policyDocument(boundary)),
    region: "us-east-1",
    tags: known ? new Map([[secret, tag]]) : new Map(),
  });
  const rows = (permissions: typeof result.effective) => permissionRows("role", permissions, () => "it");
  return { effective: rows(result.effective), stopped: rows(result.stopped) };
}

const allowed = { effective: ["role may secretsmanager:GetSecretValue on it"], stopped: [] };
const stopped = { effective: [], stopped: allowed.effective };

test("without a boundary a policy says it all", () => {
  expect(within(undefined)).toEqual(allowed);
});

test("what the boundary does not name is stopped", () => {
  expect(within([{ sid: "Other", actions: ["s3:*"], resources: ["*"] }])).toEqual(stopped);
  expect(within([{ ...read, resources: ["arn:aws:secretsmanager:us-east-1:123456789012:secret:other/*"] }])).toEqual(
    stopped,
  );
  expect(within([{ ...read, resources: ["*"] }])).toEqual(allowed);
});

test("what the boundary refuses is stopped, unless it asks something", () => {
  const deny: PolicyStatement = { ...read, sid: "Deny", effect: "Deny", resources: ["*"] };
  expect(within([read, deny])).toEqual(stopped);
  expect(within([read, { ...deny, conditions: { Bool: { "aws:SecureTransport": "false" } } }])).toEqual(allowed);
});

test("a condition on tags holds by the tags that AWS knows", () => {
  const boundary = [{ ...read, resources: ["*"], conditions: ofOwnEnvironment }];
  expect(within(boundary)).toEqual(allowed);
  expect(within(boundary, { tag: "production" })).toEqual(stopped);
  expect(within(boundary, { known: false }).effective).toEqual([
    "role may secretsmanager:GetSecretValue on it if aws:ResourceTag/Environment is it",
  ]);
});

test("a condition that the permission has itself is not said twice, and a wider one is said", () => {
  const asks = (key: string, value: string | readonly string[]) => ({ StringEquals: { [key]: value } });
  const via = asks("kms:ViaService", ["a", "b"]);
  const own = { ...read, conditions: asks("kms:ViaService", "a") };
  const row = "role may secretsmanager:GetSecretValue on it if kms:ViaService is it";
  expect(within([{ ...read, conditions: via }], { own }).effective).toEqual([row]);
  expect(within([{ ...read, conditions: via }]).effective).toEqual([row.replace("is it", "is it or it")]);
});

test("a condition by a pattern holds where the permission asks for what matches it", () => {
  const asks = (operator: string, value: string) => ({ [operator]: { "iam:PermissionsBoundary": value } });
  const own = { ...read, conditions: asks("StringEquals", "policy/shop-staging-boundary") };
  const asked = within(undefined, { own });
  expect(within([{ ...read, conditions: asks("ArnLike", "policy/shop-*-boundary") }], { own })).toEqual(asked);
  expect(within([{ ...read, conditions: asks("ArnLike", "policy/other-*") }], { own })).not.toEqual(asked);
});

test("a condition on the region holds where the calls are made", () => {
  const here = { StringEquals: { "aws:RequestedRegion": ["us-east-1"] } };
  const elsewhere = { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] } };
  expect(within([{ ...read, conditions: here }])).toEqual(allowed);
  expect(within([{ ...read, conditions: elsewhere }]).effective).toHaveLength(1);
  expect(within([{ ...read, conditions: elsewhere }])).not.toEqual(allowed);
});
