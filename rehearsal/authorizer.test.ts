import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../model/json";
import { Authorizer } from "./authorizer";

const allow = (action: string, condition: JsonObject = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: action, Resource: "*", Condition: condition }],
});
const role = {
  kind: "role",
  arn: "arn:aws:sts::123456789012:assumed-role/shop-apply/slipway",
  roleArn: "arn:aws:iam::123456789012:role/shop-apply",
  policies: [allow("ec2:*")],
  boundary: null,
  sessionPolicies: [],
  principalTags: {},
  sessionTags: {},
};
const vpc = "arn:aws:ec2:us-east-1:123456789012:vpc/*";
const call = (action: string) => ({ action, resources: [vpc], context: {}, madeBy: "request" });

async function anAuthorizer() {
  const authorizer = await Authorizer.start();
  onTestFinished(() => authorizer.close());
  const ask = async (caller: object, ...actions: readonly string[]) => {
    const body = JSON.stringify({ caller, calls: actions.map(call) });
    const response = await fetch(authorizer.url, { method: "POST", body });
    return { status: response.status, body: await response.json() };
  };
  return { authorizer, ask };
}

test("answers as IAM would, and ends a request at the first call that it refuses", async () => {
  const { authorizer, ask } = await anAuthorizer();
  expect(await ask(role, "ec2:CreateVpc")).toEqual({ status: 200, body: { allowed: true } });
  const message = `User: ${role.arn} is not authorized to perform: kms:CreateKey on resource: ${vpc} because no identity-based policy allows the kms:CreateKey action`;
  expect(await ask(role, "ec2:CreateTags", "kms:CreateKey", "ec2:DeleteVpc")).toEqual({
    status: 200,
    body: { allowed: false, call: 1, resource: vpc, message },
  });
  expect(authorizer.calls.map(({ role: name, action, refusal }) => [name, action, refusal])).toEqual([
    ["shop-apply", "ec2:CreateVpc", undefined],
    ["shop-apply", "ec2:CreateTags", undefined],
    ["shop-apply", "kms:CreateKey", message],
  ]);
});

test("keeps what an administrator calls, and asks nothing of it", async () => {
  const { authorizer, ask } = await anAuthorizer();
  expect(await ask({ kind: "administrator" }, "iam:CreateUser")).toEqual({ status: 200, body: { allowed: true } });
  expect(authorizer.calls).toEqual([{ ...call("iam:CreateUser"), role: undefined, refusal: undefined }]);
});

test("takes the boundary and session policies of the caller", async () => {
  const { ask } = await anAuthorizer();
  const answers = [
    await ask({ ...role, boundary: allow("kms:*") }, "ec2:CreateVpc"),
    await ask({ ...role, sessionPolicies: [allow("kms:*")] }, "ec2:CreateVpc"),
  ];
  expect(answers.map(({ body }) => body.message.replace(/.* because /, ""))).toEqual([
    "no permissions boundary allows the ec2:CreateVpc action",
    "no session policy allows the ec2:CreateVpc action",
  ]);
});

test("says what it cannot judge, and passes nothing", async () => {
  const { ask } = await anAuthorizer();
  const policies = [allow("ec2:*", { StringEquals: { "aws:SourceVpc": "vpc-1" } })];
  const { status, body } = await ask({ ...role, policies }, "ec2:CreateVpc");
  expect({ status, error: body.error }).toEqual({
    status: 500,
    error: expect.stringContaining("the condition key aws:SourceVpc is not known"),
  });
});

test("is gone when it is closed", async () => {
  const { authorizer } = await anAuthorizer();
  const { url } = authorizer;
  authorizer.close();
  await expect(fetch(url)).rejects.toThrow();
});
