import { RootConstruct } from "constructs";
import { expect, test } from "vitest";
import { anAccount } from "../test/helpers/environments";
import { cloud } from "../test/helpers/stacks";
import { templateOf } from "../test/helpers/synthesize";
import { AccountStack } from "./account-stack";

function accountTemplate(repositories: readonly string[], account = anAccount()) {
  return templateOf(new AccountStack(new RootConstruct(), { account, repositories, target: cloud }));
}

test("makes each repository with its lifecycle, and nothing else", () => {
  const template = accountTemplate(["lornu-agent", "lornu-worker"]);
  expect(template.addresses()).toHaveLength(4);
  expect(template.resources("aws_ecr_repository").map(({ name }) => name)).toEqual(["lornu-agent", "lornu-worker"]);
  expect(template.resources("aws_ecr_lifecycle_policy")).toHaveLength(2);
});

test("protects the repositories, whose images every environment runs", () => {
  const lifecycle = { prevent_destroy: true };
  expect(accountTemplate(["lornu-agent"]).resource("aws_ecr_repository")).toMatchObject({ lifecycle });
});

test("gives out the address to push images to", () => {
  const outputs = accountTemplate(["lornu-agent"]).outputs();
  expect(Object.keys(outputs)).toEqual(["lornu-agent-repository-url"]);
  expect(outputs["lornu-agent-repository-url"]).toEqual({
    value: expect.stringMatching(/^\$\{aws_ecr_repository\.[\w-]+\.repository_url\}$/),
  });
});

test("is named after the account, and tagged for no environment", () => {
  const account = anAccount({ tags: { CostCenter: "4711" } });
  const [provider] = accountTemplate([], account).providers("aws");
  const tags = { ManagedBy: "slipway", Owner: "platform-team", Stack: "account-lornu", CostCenter: "4711" };
  expect(provider).toMatchObject({ default_tags: [{ tags }] });
  expect(JSON.stringify(provider)).not.toContain("Environment");
});
