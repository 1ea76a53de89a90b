import { describe, expect, test } from "vitest";
import { anAccount, anEnvironment } from "../test/helpers/environments";
import { accountRoles } from "../test/helpers/iam/account-roles";
import { opensRole, type Token } from "../test/helpers/iam/trust";

const account = anAccount({
  github: { organization: "shop-works", organizationId: 100000001, repository: "agents", repositoryId: 200000001 },
});
const production = { ...anEnvironment({ namePrefix: "shop-production" }, account), name: "production" };
const { roles, issuerOf } = accountRoles(account, [anEnvironment({}, account), production]);

/** Names of the roles that a token opens. */
function opened(token: Token): readonly string[] {
  return roles.filter(({ trust }) => opensRole(trust, issuerOf, token)).map(({ name }) => name);
}

function githubToken(claims: Readonly<Record<string, string | undefined>> = {}): Token {
  return token("token.actions.githubusercontent.com", {
    aud: "sts.amazonaws.com",
    sub: "repo:shop-works/agents:environment:staging",
    repository: "shop-works/agents",
    repository_id: "200000001",
    repository_owner_id: "100000001",
    ref: "refs/heads/main",
    environment: "staging",
    job_workflow_ref: "shop-works/agents/.github/workflows/images.yml@refs/heads/main",
    ...claims,
  });
}

/** The token of a job without an environment. */
const onMain = (claims: Readonly<Record<string, string | undefined>> = {}) =>
  githubToken({ sub: "repo:shop-works/agents:ref:refs/heads/main", environment: undefined, ...claims });

function runToken(parts: Partial<Readonly<Record<"O" | "P" | "W" | "phase" | "aud" | "issuer", string>>> = {}): Token {
  const { O = "shop-works", P = "Default Project", W = "staging", phase = "apply" } = parts;
  return token(parts.issuer ?? "app.terraform.io", {
    aud: parts.aud ?? "aws.workload.identity",
    sub: `organization:${O}:project:${P}:workspace:${W}:run_phase:${phase}`,
  });
}

/** @param claims an absent value leaves the claim out */
function token(issuer: string, claims: Readonly<Record<string, string | undefined>>): Token {
  const held = Object.entries(claims).flatMap(([claim, value]) =>
    value === undefined ? [] : [[claim, value] as const],
  );
  return { issuer, claims: Object.fromEntries(held) };
}

const numbered = "repo:shop-works@100000001/agents@200000001";
const preflight = { job_workflow_ref: "shop-works/agents/.github/workflows/terraform-aws.yml@refs/heads/main" };

describe("a job of the repository gets the role of its place, and no other", () => {
  test.each([
    ["an environment's release", githubToken(), "slipway-shop-staging-release"],
    [
      "an environment's release, with numbers",
      githubToken({ sub: `${numbered}:environment:staging` }),
      "slipway-shop-staging-release",
    ],
    [
      "another environment's release",
      githubToken({ sub: "repo:shop-works/agents:environment:production", environment: "production" }),
      "slipway-shop-production-release",
    ],
    ["a push of images", onMain(), "slipway-shop-image-push"],
    ["a push of images, with numbers", onMain({ sub: `${numbered}:ref:refs/heads/main` }), "slipway-shop-image-push"],
    ["preflight", onMain(preflight), "slipway-shop-preflight"],
    [
      "preflight, with numbers",
      onMain({ ...preflight, sub: `${numbered}:ref:refs/heads/main` }),
      "slipway-shop-preflight",
    ],
  ])("%s", (_, good, role) => {
    expect(opened(good)).toEqual([role]);
  });
});

describe("a run gets the role of its workspace and phase, and no other", () => {
  const workspaces = ["account-shop", "staging-base", "staging", "production-base", "production"];
  const cases = workspaces.flatMap((W) => ["plan", "apply"].map((phase) => ({ W, phase })));
  test.each(cases)("$phase of $W", ({ W, phase }) => {
    expect(opened(runToken({ W, phase }))).toEqual([`slipway-shop-${W}-${phase}`]);
  });
});

const pullRequest = { sub: "repo:shop-works/agents:pull_request", ref: "refs/pull/7/merge", environment: undefined };
const onPullRequest = "@refs/pull/7/merge";

describe("every role refuses", () => {
  test.each([
    ["a fork", githubToken({ ...renamedTo("evil-corp/agents"), repository_id: "300000001" })],
    [
      "a fork on its main branch",
      onMain({ ...renamedTo("evil-corp/agents", "ref:refs/heads/main"), repository_id: "300000001" }),
    ],
    ["another branch", onMain({ sub: "repo:shop-works/agents:ref:refs/heads/feature", ref: "refs/heads/feature" })],
    [
      "a branch whose name begins alike",
      onMain({ sub: "repo:shop-works/agents:ref:refs/heads/main-2", ref: "refs/heads/main-2" }),
    ],
    ["another branch in the environment", githubToken({ ref: "refs/heads/feature" })],
    ["a tag named main", onMain({ sub: "repo:shop-works/agents:ref:refs/tags/main", ref: "refs/tags/main" })],
    [
      "a repository whose name begins alike",
      githubToken({ ...renamedTo("shop-works/agents-2"), repository_id: "200000002" }),
    ],
    [
      "a repository whose name ends alike",
      githubToken({ ...renamedTo("shop-works/my-agents"), repository_id: "200000002" }),
    ],
    [
      "an organization whose name begins alike",
      githubToken({ ...renamedTo("shop-works-labs/agents"), repository_id: "200000003" }),
    ],
    ["the same name in other case", githubToken({ sub: "repo:Shop-AI/agents:environment:staging" })],
    ["a pull request", githubToken(pullRequest)],
    [
      "a pull request that names production",
      githubToken({
        sub: "repo:shop-works/agents:environment:production",
        environment: "production",
        ref: "refs/pull/7/merge",
        job_workflow_ref: `shop-works/agents/.github/workflows/images.yml${onPullRequest}`,
      }),
    ],
    ["the names after a stranger took them over", githubToken({ repository_id: "900000001" })],
    ["main of the names after a stranger took them over", onMain({ repository_id: "900000001" })],
    [
      "the names with a stranger's numbers",
      githubToken({
        sub: "repo:shop-works@900000000/agents@900000001:environment:staging",
        repository_id: "900000001",
      }),
    ],
    [
      "a stranger's numbers beside our repository's id",
      githubToken({ sub: "repo:shop-works@900000000/agents@200000001:environment:staging" }),
    ],
    [
      "an environment that Slipway does not know",
      githubToken({ sub: "repo:shop-works/agents:environment:preview", environment: "preview" }),
    ],
    ["an environment that the subject does not name", githubToken({ environment: "production" })],
    [
      "another workflow",
      githubToken({ job_workflow_ref: "shop-works/agents/.github/workflows/experiment.yml@refs/heads/main" }),
    ],
    [
      "a workflow of another branch",
      githubToken({ job_workflow_ref: "shop-works/agents/.github/workflows/images.yml@refs/heads/feature" }),
    ],
    [
      "a workflow of the name in another repository",
      githubToken({ job_workflow_ref: "evil-corp/agents/.github/workflows/images.yml@refs/heads/main" }),
    ],
    ["another audience", githubToken({ aud: "https://github.com/shop-works" })],
    ["no audience", githubToken({ aud: undefined })],
    ["no subject", githubToken({ sub: undefined })],
    ["no repository id", githubToken({ repository_id: undefined })],
    ["no workflow", githubToken({ job_workflow_ref: undefined })],
    ["no branch", githubToken({ ref: undefined })],
    ["a token of GitHub that looks like a run's", { ...runToken(), issuer: "token.actions.githubusercontent.com" }],
    ["a token of another issuer with GitHub's claims", { ...githubToken(), issuer: "gitlab.example.com" }],
    ["another organization of Terraform Cloud", runToken({ O: "evil-corp" })],
    ["another project", runToken({ P: "Playground" })],
    ["another workspace", runToken({ W: "playground" })],
    ["a workspace whose name begins alike", runToken({ W: "staging-2" })],
    ["a workspace of the name in another project", runToken({ P: "Default Project 2" })],
    ["a phase that does not exist", runToken({ phase: "*" })],
    ["GitHub's audience in a run", runToken({ aud: "sts.amazonaws.com" })],
    ["another host of Terraform Cloud", runToken({ issuer: "terraform.example.com" })],
  ])("%s", (_, forged) => {
    expect(opened(forged)).toEqual([]);
  });

  test("a plan phase that asks for apply", () => {
    const applying = roles.filter(({ name }) => name.endsWith("-apply"));
    expect(applying).toHaveLength(5);
    for (const W of ["account-shop", "staging-base", "staging", "production-base", "production"])
      for (const { trust } of applying) expect(opensRole(trust, issuerOf, runToken({ W, phase: "plan" }))).toBe(false);
  });
});

test("no token of GitHub opens a role that applies, whatever it claims", () => {
  for (const { name, trust } of roles.filter((role) => /-(plan|apply)$/.test(role.name)))
    for (const claims of [{}, pullRequest, preflight, { aud: "aws.workload.identity", sub: "x" }])
      expect({ name, opens: opensRole(trust, issuerOf, githubToken(claims)) }).toEqual({ name, opens: false });
});

test("no trust policy holds a wildcard", () => {
  for (const { trust } of roles) expect(JSON.stringify(trust.map(({ Condition }) => Condition))).not.toMatch(/[*?]/);
});

function renamedTo(repository: string, place = "environment:staging") {
  return {
    sub: `repo:${repository}:${place}`,
    repository,
    job_workflow_ref: `${repository}/.github/workflows/images.yml@refs/heads/main`,
  };
}
