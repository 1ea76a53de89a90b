import { RootConstruct } from "constructs";
import { expect, test } from "vitest";
import { planAccount } from "../model/plan/account-plan";
import { planEnvironment } from "../model/plan/environment-plan";
import { anAccount, anEnvironment, aService } from "../test/helpers/environments";
import { cloud } from "../test/helpers/stacks";
import { templateOf } from "../test/helpers/synthesize";
import { AccountStack } from "./account-stack";

const github = {
  organization: "shop-works",
  organizationId: 100000001,
  repository: "shop-works",
  repositoryId: 200000001,
};

function accountWith(repositories: readonly string[]) {
  return anAccount({ github, repositories: Object.fromEntries(repositories.map((name) => [name, {}])) });
}

/** An account with one environment for each of the repositories. */
function accountTemplate(repositories: readonly string[], account = accountWith(repositories)) {
  const environments = repositories.map((repository, index) => ({
    ...anEnvironment({ services: { agent: aService({ repository }) } }, account),
    name: index === 0 ? "staging" : `staging-${index}`,
  }));
  return templateOf(
    new AccountStack(new RootConstruct(), {
      account: planAccount(account),
      environments: environments.map(planEnvironment),
      target: cloud,
    }),
  );
}

test("makes each repository with its lifecycle, whoever uses it", () => {
  const template = accountTemplate(["shop-worker", "shop-agent", "shop-worker"]);
  expect(template.resources("aws_ecr_repository").map(({ name }) => name)).toEqual(["shop-agent", "shop-worker"]);
  expect(template.resources("aws_ecr_lifecycle_policy")).toHaveLength(2);
});

test("protects the repositories, whose images every environment runs", () => {
  const lifecycle = { prevent_destroy: true };
  expect(accountTemplate(["shop-agent"]).resource("aws_ecr_repository")).toMatchObject({ lifecycle });
});

test("makes buckets for all environments: private, with versions, under Amazon's key, and kept from being destroyed", () => {
  const account = { ...accountWith([]), buckets: { artifacts: { keptVersionDays: 7 } } };
  const template = accountTemplate([], account);
  expect(template.resource("aws_s3_bucket")).toEqual({
    bucket: "slipway-shop-artifacts-123456789012",
    lifecycle: { prevent_destroy: true },
  });
  expect(template.resources("aws_s3_bucket_public_access_block")).toHaveLength(1);
  expect(template.resources("aws_s3_bucket_versioning")).toHaveLength(1);
  expect(template.resource("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
  });
  expect(JSON.stringify(template.resources("aws_iam_role_policy"))).toContain(
    "arn:aws:s3:::slipway-shop-artifacts-123456789012",
  );
});

test("gives out the address to push images to, and the roles that the delivery assumes", () => {
  const outputs = accountTemplate(["shop-agent"]).outputs();
  expect(Object.keys(outputs)).toEqual([
    "account-shop-apply-role-arn",
    "account-shop-plan-role-arn",
    "image-push-role-arn",
    "preflight-role-arn",
    "shop-agent-repository-url",
    "staging-apply-role-arn",
    "staging-base-apply-role-arn",
    "staging-base-plan-role-arn",
    "staging-plan-role-arn",
    "staging-release-role-arn",
  ]);
  expect(outputs["shop-agent-repository-url"]).toEqual({
    value: expect.stringMatching(/^\$\{aws_ecr_repository\.[\w-]+\.repository_url\}$/),
  });
});

test("is named after the account, and tagged for no environment", () => {
  const account = anAccount({ tags: { CostCenter: "4711" } });
  const [provider] = accountTemplate([], account).providers("aws");
  const tags = { ManagedBy: "slipway", Owner: "platform-team", Stack: "account-shop", CostCenter: "4711" };
  expect(provider).toMatchObject({ default_tags: [{ tags }] });
  expect(JSON.stringify(provider)).not.toContain("Environment");
});

test("creates the two identity providers, each for one audience", () => {
  expect(accountTemplate([]).resources("aws_iam_openid_connect_provider")).toEqual([
    { client_id_list: ["sts.amazonaws.com"], url: "https://token.actions.githubusercontent.com" },
    { client_id_list: ["aws.workload.identity"], url: "https://app.terraform.io" },
  ]);
});

test("looks identity providers up that the account has already", () => {
  const account = anAccount({
    github: { ...github, oidcProvider: "existing" },
    terraformCloud: { organization: "shop-works", oidcProvider: "existing" },
  });
  const template = accountTemplate(["shop-agent"], account);
  expect(template.resources("aws_iam_openid_connect_provider")).toEqual([]);
  expect(template.dataSources("aws_iam_openid_connect_provider")).toEqual([
    { url: "https://token.actions.githubusercontent.com" },
    { url: "https://app.terraform.io" },
  ]);
  for (const { assume_role_policy } of template.resources("aws_iam_role"))
    expect(assume_role_policy).toContain("data.aws_iam_openid_connect_provider.");
});

test("bounds every role of the delivery", () => {
  const roles = accountTemplate(["shop-agent"]).resources("aws_iam_role");
  expect(roles).toHaveLength(9);
  const boundaryOf = Object.fromEntries(
    roles.map(({ name, permissions_boundary: boundary }) => [
      String(name).replace("slipway-shop-", ""),
      /^\$\{aws_iam_policy\.(\w+-boundary)_policy_\w+\.arn\}$/.exec(String(boundary))?.[1],
    ]),
  );
  expect(boundaryOf).toEqual({
    "account-shop-apply": "delivery-boundary",
    "account-shop-plan": "read-boundary",
    "image-push": "delivery-boundary",
    preflight: "read-boundary",
    "staging-apply": "runtime-boundary",
    "staging-base-apply": "base-boundary",
    "staging-base-plan": "read-boundary",
    "staging-plan": "read-boundary",
    "staging-release": "delivery-boundary",
  });
});

test("gives GitHub nothing where no repository is named", () => {
  const roles = accountTemplate(["shop-agent"], anAccount()).resources("aws_iam_role");
  expect(roles.map(({ name }) => name).sort()).toEqual([
    "slipway-shop-account-shop-apply",
    "slipway-shop-account-shop-plan",
    "slipway-shop-staging-apply",
    "slipway-shop-staging-base-apply",
    "slipway-shop-staging-base-plan",
    "slipway-shop-staging-plan",
  ]);
});

test("lets the workflow of schedules read the override of what is torn down at weekends, and nothing else", () => {
  const account = accountWith(["shop-agent"]);
  const schedule = { timezone: "UTC", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00" };
  const rolesWith = (weekend: "sleep" | "teardown") => {
    const environments = [planEnvironment(anEnvironment({ schedule: { ...schedule, weekend } }, account))];
    const stack = new AccountStack(new RootConstruct(), { account: planAccount(account), environments, target: cloud });
    const template = templateOf(stack);
    const role = template.resources("aws_iam_role").find(({ name }) => name === "slipway-shop-staging-schedule");
    return { role, text: JSON.stringify(template.json) };
  };
  expect(rolesWith("sleep").role).toBeUndefined();
  const { role, text } = rolesWith("teardown");
  expect(role?.assume_role_policy).toContain(":environment:staging-schedule");
  expect(role?.assume_role_policy).toContain("/.github/workflows/schedule.yml@refs/heads/main");
  expect(text).toContain("arn:aws:ssm:us-east-1:123456789012:parameter/shop-staging/schedule");
});
