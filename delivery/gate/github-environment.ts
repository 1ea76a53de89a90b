import { z } from "zod";
import type { Account } from "../../config/schema/account";
import { deliveryBranch } from "../../model/delivery/trust";
import type { GithubClient } from "../github/client";
import { type Breach, type GateCheck, type Proof, proofOf } from "./proof";

/** Holds releases of images back, and whatever else a workflow does in the environment's name. */
export const githubEnvironment: GateCheck = {
  id: "github-environment",
  title: "GitHub's environment waits for somebody else than the author",
  prove: async ({ environment, github }) => {
    const { github: place, name: account } = environment.account;
    if (place === undefined) {
      return { verdict: "unproven", because: `config/accounts/${account}.yaml names no GitHub repository` };
    }
    return proofFor(github(), place, environment.name);
  },
};

type Place = NonNullable<Account["github"]>;

async function proofFor(client: GithubClient, place: Place, name: string): Promise<Proof> {
  const { organization: owner, repository: repo } = place;
  const full = `${owner}/${repo}`;
  const repository = await client.request("GET /repos/{owner}/{repo}", { owner, repo }, repositorySchema);
  if (repository.id !== place.repositoryId) {
    const what = `${full} has the number ${repository.id}, and the roles trust number ${place.repositoryId}`;
    const wayOut = "find out who owns the name now, or correct github.repositoryId";
    return { verdict: "broken", breaches: [{ what, wayOut }] };
  }
  const route = "GET /repos/{owner}/{repo}/environments/{environment_name}";
  const settings = await client.find(route, { owner, repo, environment_name: name }, environmentSchema);
  if (settings === undefined) {
    const wayOut =
      "make it in the repository's settings, with required reviewers (private repositories need GitHub Enterprise for them)";
    return { verdict: "broken", breaches: [{ what: `${full} has no environment ${name}`, wayOut }] };
  }
  const breaches = [
    ...reviewBreaches(settings, name),
    ...(await branchBreaches(client, { owner, repo }, settings, name)),
  ];
  return proofOf(
    breaches,
    [],
    `${name} of ${full} has reviewers, lets nobody review their own, and takes ${deliveryBranch} only`,
  );
}

const repositorySchema = z.object({ id: z.number() });

const environmentSchema = z.object({
  protection_rules: z
    .array(
      z.object({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.unknown()).optional(),
      }),
    )
    .default([]),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});

type EnvironmentSettings = z.output<typeof environmentSchema>;

function reviewBreaches({ protection_rules }: EnvironmentSettings, name: string): readonly Breach[] {
  const reviews = protection_rules.find(
    ({ type, reviewers = [] }) => type === "required_reviewers" && reviewers.length > 0,
  );
  if (reviews === undefined) {
    return [{ what: `GitHub's environment ${name} has no required reviewers`, wayOut: `add them ${inSettings}` }];
  }
  if (reviews.prevent_self_review === true) return [];
  const what = `GitHub's environment ${name} lets whoever started a deployment approve it`;
  return [{ what, wayOut: `turn on "Prevent self-review" ${inSettings}` }];
}

const inSettings = "in the environment's settings";

async function branchBreaches(
  client: GithubClient,
  repository: { readonly owner: string; readonly repo: string },
  { deployment_branch_policy: policy }: EnvironmentSettings,
  name: string,
): Promise<readonly Breach[]> {
  const wayOut = `allow the branch ${deliveryBranch} alone ${inSettings}`;
  if (policy === null || policy === undefined) {
    return [{ what: `GitHub's environment ${name} takes every branch`, wayOut }];
  }
  if (policy.protected_branches) return unprotected(client, repository, name);
  const route = "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies";
  const listed = await client.request(route, { ...repository, environment_name: name, per_page: 100 }, policiesSchema);
  return listed.branch_policies
    .filter(({ name: pattern, type }) => type === "tag" || pattern !== deliveryBranch)
    .map(({ name: pattern, type = "branch" }) => ({
      what: `GitHub's environment ${name} takes the ${type} ${pattern}`,
      wayOut,
    }));
}

const policiesSchema = z.object({
  branch_policies: z.array(z.object({ name: z.string(), type: z.string().optional() })),
});

/** Where no branch is protected, "protected branches" means every branch. */
async function unprotected(
  client: GithubClient,
  repository: { readonly owner: string; readonly repo: string },
  name: string,
): Promise<readonly Breach[]> {
  const branch = await client.find(
    "GET /repos/{owner}/{repo}/branches/{branch}",
    { ...repository, branch: deliveryBranch },
    z.object({ protected: z.boolean() }),
  );
  if (branch?.protected === true) return [];
  const what = `GitHub's environment ${name} takes protected branches, and ${deliveryBranch} is not protected`;
  return [{ what, wayOut: `protect ${deliveryBranch} in the repository's settings` }];
}
