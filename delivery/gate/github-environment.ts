import { z } from "zod";
import type { Account } from "../../config/schema/account";
import { deliveryBranch } from "../../model/delivery/trust";
import type { GithubClient } from "../github/client";
import { allOf } from "../github/pages";
import type { Repository } from "../github/repository";
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
  const settings = await settingsOf(
    client,
    place,
    name,
    "with required reviewers (private repositories need GitHub Enterprise for them)",
  );
  if ("what" in settings) return { verdict: "broken", breaches: [settings] };
  const breaches = [
    ...reviewBreaches(settings, name),
    ...bypassBreaches(settings, name),
    ...(await branchBreaches(client, { owner, repo }, settings, name)),
  ];
  const untold =
    settings.can_admins_bypass === undefined
      ? ["GitHub does not say whether administrators may bypass its reviewers"]
      : [];
  return proofOf(
    breaches,
    untold,
    `${name} of ${full} has reviewers, lets nobody review their own or go past them, and takes ${deliveryBranch} only`,
  );
}

/** Why it is none that the roles trust, or what it is set to. */
async function settingsOf(
  client: GithubClient,
  { organization: owner, repository: repo, repositoryId }: Place,
  name: string,
  how: string,
): Promise<Breach | EnvironmentSettings> {
  const full = `${owner}/${repo}`;
  const repository = await client.request("GET /repos/{owner}/{repo}", { owner, repo }, repositorySchema);
  if (repository.id !== repositoryId) {
    const what = `${full} has the number ${repository.id}, and the roles trust number ${repositoryId}`;
    return { what, wayOut: "find out who owns the name now, or correct github.repositoryId" };
  }
  const settings = await client.find(environmentRoute, { owner, repo, environment_name: name }, environmentSchema);
  return (
    settings ?? {
      what: `${full} has no environment ${name}`,
      wayOut: `make it in the repository's settings, ${how}`,
    }
  );
}

/** Of the environment that holds a token for a machine: nobody reviews there, so that only its branch holds others back. */
export async function branchBreachesOf(client: GithubClient, place: Place, name: string): Promise<readonly Breach[]> {
  const settings = await settingsOf(client, place, name, `for the branch ${deliveryBranch} alone`);
  if ("what" in settings) return [settings];
  return branchBreaches(client, { owner: place.organization, repo: place.repository }, settings, name);
}

const repositorySchema = z.object({ id: z.number() });

const environmentRoute = "GET /repos/{owner}/{repo}/environments/{environment_name}";

/**
 * "Get an environment", REST API endpoints for deployment environments. A wait timer and rules of GitHub Apps (`wait_timer`, and
 * "Get all deployment protection rules for an environment") hold a job back further: none of them stands in for a reviewer.
 */
const environmentSchema = z.object({
  can_admins_bypass: z.boolean().optional(),
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

/** "Bypassing deployment protection rules": GitHub allows it to administrators unless it is turned off. */
function bypassBreaches({ can_admins_bypass }: EnvironmentSettings, name: string): readonly Breach[] {
  if (can_admins_bypass !== true) return [];
  const what = `GitHub's environment ${name} lets administrators go past its reviewers`;
  return [{ what, wayOut: `turn off "Allow administrators to bypass configured protection rules" ${inSettings}` }];
}

const inSettings = "in the environment's settings";

async function branchBreaches(
  client: GithubClient,
  repository: Repository,
  { deployment_branch_policy: policy }: EnvironmentSettings,
  name: string,
): Promise<readonly Breach[]> {
  const wayOut = `allow the branch ${deliveryBranch} alone ${inSettings}`;
  if (policy === null || policy === undefined) {
    return [{ what: `GitHub's environment ${name} takes every branch`, wayOut }];
  }
  if (policy.protected_branches) return protectedBreaches(client, repository, name, wayOut);
  const listed = await allOf(
    client,
    `${environmentRoute}/deployment-branch-policies`,
    { ...repository, environment_name: name },
    z.object({ name: z.string(), type: z.string().optional() }),
    "branch_policies",
  );
  return listed
    .filter(({ name: pattern, type }) => type === "tag" || pattern !== deliveryBranch)
    .map(({ name: pattern, type = "branch" }) => ({
      what: `GitHub's environment ${name} takes the ${type} ${pattern}`,
      wayOut,
    }));
}

/** Where no branch is protected, "protected branches" means every branch; else each of them. */
async function protectedBreaches(
  client: GithubClient,
  repository: Repository,
  name: string,
  wayOut: string,
): Promise<readonly Breach[]> {
  const route = "GET /repos/{owner}/{repo}/branches";
  const branches = await allOf(client, route, { ...repository, protected: true }, z.object({ name: z.string() }));
  const names = branches.map((branch) => branch.name);
  const others = names
    .filter((branch) => branch !== deliveryBranch)
    .map((branch) => ({ what: `GitHub's environment ${name} takes the protected branch ${branch}`, wayOut }));
  if (names.includes(deliveryBranch)) return others;
  const what = `GitHub's environment ${name} takes protected branches, and ${deliveryBranch} is not protected`;
  return [...others, { what, wayOut: `protect ${deliveryBranch} in the repository's settings` }];
}
