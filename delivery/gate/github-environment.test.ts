import { expect, onTestFinished, test } from "vitest";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { FakeGithub } from "../../test/helpers/github/fake-github";
import { gateFacts } from "./facts";
import { githubEnvironment } from "./github-environment";
import type { Proof } from "./proof";

const github = { organization: "shop-works", organizationId: 100000001, repository: "agents", repositoryId: 200000001 };
const repository = "GET /repos/shop-works/agents";
const environment = `${repository}/environments/staging`;
const branches = `${repository}/branches`;
const policies = `${environment}/deployment-branch-policies`;
const reviews = { type: "required_reviewers", prevent_self_review: true, reviewers: [{ type: "Team" }] };
const whole = {
  [repository]: { id: 200000001 },
  [branches]: [{ name: "main" }],
  [policies]: { total_count: 1, branch_policies: [{ name: "main", type: "branch" }] },
  [environment]: {
    can_admins_bypass: false,
    protection_rules: [{ type: "wait_timer", wait_timer: 5 }, reviews, { type: "branch_policy" }],
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  },
};

/** What the check says where GitHub's answers are changed so. */
async function proofWith(
  changes: Readonly<Record<string, unknown>> = {},
  account = anAccount({ github }),
): Promise<Proof> {
  const answers = Object.entries({ ...whole, ...changes }).filter(([, answer]) => answer !== undefined);
  const fake = await FakeGithub.start(Object.fromEntries(answers));
  onTestFinished(() => fake.stop());
  const toolbox = aToolbox({ environment: { GITHUB_API_URL: fake.url, GITHUB_TOKEN: "secret" } });
  return githubEnvironment.prove(gateFacts(anEnvironment({}, account), toolbox));
}

function settings(changes: object) {
  return { [environment]: { ...whole[environment], ...changes } };
}

const protectedBranches = settings({
  deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
});

test.each([
  ["main by its name", {}],
  ["main as a protected branch", protectedBranches],
])("is proven with reviewers, without self-review, and with %s", async (_, changes) => {
  expect(await proofWith(changes)).toEqual({
    verdict: "proven",
    because:
      "staging of shop-works/agents has reviewers, lets nobody review their own or go past them, and takes main only",
  });
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ["a missing environment", { [environment]: undefined }, "shop-works/agents has no environment staging"],
  ["no rules at all", { [environment]: {} }, "GitHub's environment staging has no required reviewers"],
  [
    "an empty list of reviewers",
    settings({ protection_rules: [{ ...reviews, reviewers: [] }] }),
    "GitHub's environment staging has no required reviewers",
  ],
  [
    "self-review",
    settings({ protection_rules: [{ ...reviews, prevent_self_review: false }] }),
    "GitHub's environment staging lets whoever started a deployment approve it",
  ],
  ["no branch policy", settings({ deployment_branch_policy: null }), "GitHub's environment staging takes every branch"],
  [
    "a pattern of branches",
    { [policies]: { total_count: 2, branch_policies: [{ name: "main" }, { name: "release/*", type: "branch" }] } },
    "GitHub's environment staging takes the branch release/*",
  ],
  [
    "a branch on the second page of its patterns",
    { [policies]: { total_count: 101, branch_policies: [...Array(100).fill({ name: "main" }), { name: "late" }] } },
    "GitHub's environment staging takes the branch late",
  ],
  [
    "a tag named like the branch",
    { [policies]: { total_count: 1, branch_policies: [{ name: "main", type: "tag" }] } },
    "GitHub's environment staging takes the tag main",
  ],
  [
    "protected branches that are not",
    { ...protectedBranches, [branches]: [] },
    "GitHub's environment staging takes protected branches, and main is not protected",
  ],
  [
    "another protected branch, on the second page",
    { ...protectedBranches, [branches]: [...Array(100).fill({ name: "main" }), { name: "release/1" }] },
    "GitHub's environment staging takes the protected branch release/1",
  ],
  [
    "administrators who may bypass",
    settings({ can_admins_bypass: true }),
    "GitHub's environment staging lets administrators go past its reviewers",
  ],
  [
    "a repository that took over the name",
    { [repository]: { id: 7 } },
    "shop-works/agents has the number 7, and the roles trust number 200000001",
  ],
])("is broken by %s", async (_, changes, what) => {
  const proof = await proofWith(changes);
  expect(proof).toMatchObject({ verdict: "broken" });
  expect(proof.verdict === "broken" ? proof.breaches.map((breach) => breach.what) : []).toContain(what);
});

test("cannot be proven where GitHub does not say who may bypass", async () => {
  expect(await proofWith(settings({ can_admins_bypass: undefined }))).toEqual({
    verdict: "unproven",
    because: "GitHub does not say whether administrators may bypass its reviewers",
  });
});

test("cannot be proven for a repository that the token may not see, or that nobody names", async () => {
  await expect(proofWith({ [repository]: undefined })).rejects.toThrow(
    "GitHub answers GET /repos/{owner}/{repo} with 404: it is not there, or the token may not see it",
  );
  expect(await proofWith({}, anAccount())).toEqual({
    verdict: "unproven",
    because: "config/accounts/shop.yaml names no GitHub repository",
  });
});
