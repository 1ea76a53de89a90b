import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Account } from "../config/schema/account";
import type { Environment } from "../config/schema/environment";
import { DeliveryRole } from "../constructs/iam/delivery-role";
import { IdentityProvider } from "../constructs/iam/identity-provider";
import { imagePushStatements, preflightStatements, releaseStatements } from "../model/delivery/github-statements";
import { type GithubJob, githubAudience, githubHost, jobTrustPolicy } from "../model/delivery/trust";
import type { PolicyStatement } from "../model/iam-policy";
import { accountNames } from "../model/naming";
import { preflightNames, releasedServices, repositories } from "./environment-facts";

export interface GithubRolesProps {
  readonly account: Account;
  readonly github: NonNullable<Account["github"]>;
  readonly environments: readonly Environment[];
  readonly boundaryArn: string;
}

/** What GitHub's workflows may do in the account. None of these roles applies: that would only be a way round the gate. */
export function addGithubRoles(stack: Construct, { account, github, environments, boundaryArn }: GithubRolesProps) {
  const names = accountNames(account.name);
  const provider = new IdentityProvider(stack, "github", {
    host: githubHost,
    audience: githubAudience,
    origin: github.oidcProvider,
  });
  const addRole = (id: string, role: GithubRole) => {
    const { arn } = new DeliveryRole(stack, id, {
      name: role.name,
      description: role.description,
      trustPolicy: jobTrustPolicy(github, provider.arn, role.job),
      boundaryArn,
      statements: role.statements,
    });
    new TerraformOutput(stack, `${id}-role-arn`, { value: arn });
  };

  addRole("image-push", {
    name: names.imagePushRole,
    description: "Pushes images",
    job: { workflow: "images.yml" },
    statements: imagePushStatements(account, repositories(environments)),
  });
  addRole("preflight", {
    name: names.preflightRole,
    description: "Reads what a deployment needs to find",
    job: { workflow: "terraform-aws.yml" },
    statements: preflightStatements(account, preflightNames(environments)),
  });
  for (const environment of environments) {
    addRole(`${environment.name}-release`, {
      name: names.releaseRole(environment.name),
      description: `Releases images to ${environment.name}`,
      job: { workflow: "images.yml", environment: environment.name },
      statements: releaseStatements(account, releasedServices(environment)),
    });
  }
}

interface GithubRole {
  readonly name: string;
  readonly description: string;
  readonly job: GithubJob;
  readonly statements: readonly PolicyStatement[];
}
