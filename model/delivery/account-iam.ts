import type { AccountPlan } from "../plan/account-plan";
import type { EnvironmentPlan } from "../plan/environment-plan";
import {
  boundaries,
  environmentBoundaries,
  environmentPolicies,
  githubRoles,
  runRoles,
  type SharedPolicy,
  type TokenRole,
} from "./roles";
import { githubAudience, githubHost, terraformCloudAudience } from "./trust";

/** Whose tokens the account's roles believe. */
export interface TokenIssuer {
  /** Id of its provider. */
  readonly id: string;
  readonly host: string;
  readonly audience: string;
  /** An account has one provider for each address: somebody may have created it already. */
  readonly origin: "create" | "existing";
  /** Roles that its tokens open. */
  readonly roles: readonly TokenRole[];
}

/** Every policy of the account's stack that has a name of its own. */
export function sharedPolicies(
  account: AccountPlan,
  environments: readonly EnvironmentPlan[],
): readonly SharedPolicy[] {
  return [
    ...Object.values(boundaries(account)),
    ...environments.flatMap((environment) => [
      ...environmentBoundaries(account, environment),
      ...Object.values(environmentPolicies(account, environment)).flat(),
    ]),
  ];
}

export function tokenIssuers(account: AccountPlan, environments: readonly EnvironmentPlan[]): readonly TokenIssuer[] {
  const { terraformCloud, github } = account;
  return [
    {
      id: "terraform-cloud",
      host: terraformCloud.hostname,
      audience: terraformCloudAudience,
      origin: terraformCloud.oidcProvider,
      roles: runRoles(account, environments),
    },
    ...(github === undefined
      ? []
      : [
          {
            id: "github",
            host: githubHost,
            audience: githubAudience,
            origin: github.oidcProvider,
            roles: githubRoles(account, github, environments),
          },
        ]),
  ];
}
