import { policyDocument } from "../iam-policy";
import { workspaceName } from "../terraform-cloud";

export const githubHost = "token.actions.githubusercontent.com";
export const githubAudience = "sts.amazonaws.com";
export const terraformCloudAudience = "aws.workload.identity";

/** The only branch that pushes, releases and reads. */
export const deliveryBranch = "main";
const branch = `refs/heads/${deliveryBranch}`;

export interface TerraformCloudPlace {
  readonly hostname: string;
  readonly organization: string;
  readonly project: string;
  readonly workspacePrefix?: string | undefined;
}

/** Lets the runs of one workspace assume a role, in one phase. */
export function runTrustPolicy(
  place: TerraformCloudPlace,
  providerArn: string,
  { stack, phase }: { readonly stack: string; readonly phase: "plan" | "apply" },
): string {
  const { hostname, organization, project } = place;
  const workspace = workspaceName(place, stack);
  return trustPolicy(providerArn, hostname, {
    aud: terraformCloudAudience,
    sub: `organization:${organization}:project:${project}:workspace:${workspace}:run_phase:${phase}`,
  });
}

export interface GithubRepository {
  readonly organization: string;
  readonly organizationId: number;
  readonly repository: string;
  readonly repositoryId: number;
}

/** As GitHub's tokens and certificates name a workflow on main. */
export function workflowReference(
  { organization, repository }: Pick<GithubRepository, "organization" | "repository">,
  workflow: string,
): string {
  return `${organization}/${repository}/.github/workflows/${workflow}@${branch}`;
}

/** What of GitHub holds and uses the token by which scheduled runs are confirmed. */
export const scheduleJob = {
  workflow: "schedule.yml",
  secret: "TERRAFORM_CLOUD_SCHEDULE_TOKEN",
  /** GitHub's environment beside that of the name, which waits for reviewers. */
  environmentOf: (environment: string) => `${environment}-schedule`,
} as const;

export interface GithubJob {
  /** File below `.github/workflows`. */
  readonly workflow: string;
  /** GitHub environment of the job; without one, its token names the branch. */
  readonly environment?: string;
}

/**
 * Lets the jobs of one workflow on main assume a role. A token's subject names the repository with its numbers or without them,
 * depending on when it was made; `repository_id` refuses whoever takes over the names.
 */
export function jobTrustPolicy(
  { organization, organizationId, repository, repositoryId }: GithubRepository,
  providerArn: string,
  { workflow, environment }: GithubJob,
): string {
  const place = environment === undefined ? `ref:${branch}` : `environment:${environment}`;
  return trustPolicy(providerArn, githubHost, {
    aud: githubAudience,
    sub: [
      `repo:${organization}/${repository}:${place}`,
      `repo:${organization}@${organizationId}/${repository}@${repositoryId}:${place}`,
    ],
    repository_id: String(repositoryId),
    ref: branch,
    ...(environment === undefined ? {} : { environment }),
    job_workflow_ref: workflowReference({ organization, repository }, workflow),
  });
}

/** Every claim must be there and equal one of the values: STS refuses a token without it. */
function trustPolicy(
  providerArn: string,
  host: string,
  claims: Readonly<Record<string, string | readonly string[]>>,
): string {
  const tests = Object.entries(claims).map(([claim, values]) => [`${host}:${claim}`, values] as const);
  return policyDocument([
    {
      sid: "AssumedByToken",
      principal: { federated: providerArn },
      actions: ["sts:AssumeRoleWithWebIdentity"],
      conditions: { StringEquals: Object.fromEntries(tests) },
    },
  ]);
}
