import { identityProviderArn } from "../../../model/delivery/account-arn-sets";
import {
  boundaries,
  environmentBoundary,
  environmentPolicies,
  githubRoles,
  runRoles,
  type TokenRole,
} from "../../../model/delivery/roles";
import { githubAudience, githubHost, terraformCloudAudience } from "../../../model/delivery/trust";
import { type PolicyStatement, policyDocument } from "../../../model/iam-policy";
import { type Permission, permissionRows, permissionsIn, type Words } from "../policy";
import { isAnothers, type Scope } from "../whose";
import { providerRow, rightsRows, roleRow } from "./rights-words";

/** Whom the account lets in by token, and what each may do at most. */
export function deliveryRows(scope: Scope, inWords: Words): readonly string[] {
  const { plan, others } = scope;
  const { account } = plan;
  const { terraformCloud, github } = account;
  const environments = [plan, ...others];
  const limits = boundaries(account);
  const policies = environments.flatMap((environment) =>
    Object.values(environmentPolicies(account, environment)).flat(),
  );
  const roleRows = (roles: readonly TokenRole[], host: string) =>
    roles
      .filter((role) => !isAnothers(scope, role))
      .flatMap((role) => {
        const boundary = limits[role.boundary];
        const named = {
          name: role.name,
          trust: role.trustPolicy(identityProviderArn(account.accountId, host)),
          boundary: boundary.name,
        };
        const attached = policies.filter((policy) => role.policies.includes(policy.name));
        const statements = [...attached.flatMap((policy) => policy.statements), ...role.statements];
        const bounds = { boundary: permissionsOf(boundary.statements), region: account.region, tags: new Map() };
        return [roleRow(named, inWords), ...rightsRows(named, permissionsOf(statements), bounds, inWords)];
      });
  return [
    ...[...Object.values(limits), environmentBoundary(account, plan)].flatMap(({ name, statements }) =>
      permissionRows(`policy ${name}`, permissionsOf(statements), inWords),
    ),
    providerRow({ host: terraformCloud.hostname, audiences: [terraformCloudAudience] }),
    ...roleRows(runRoles(account, environments), terraformCloud.hostname),
    ...(github === undefined
      ? []
      : [
          providerRow({ host: githubHost, audiences: [githubAudience] }),
          ...roleRows(githubRoles(account, github, environments), githubHost),
        ]),
  ];
}

function permissionsOf(statements: readonly PolicyStatement[]): readonly Permission[] {
  return permissionsIn(policyDocument(statements));
}
