import { identityProviderArn } from "../../../model/delivery/account-arn-sets";
import { tokenIssuers } from "../../../model/delivery/account-iam";
import { boundaries, environmentBoundaries, environmentPolicies, type TokenRole } from "../../../model/delivery/roles";
import { type PolicyStatement, policyDocument } from "../../../model/iam-policy";
import { type Permission, permissionRows, permissionsIn, type Words } from "../policy";
import { isAnothers, type Scope } from "../whose";
import { providerRow, rightsRows, roleRow } from "./rights-words";

/** Whom the account lets in by token, and what each may do at most. */
export function deliveryRows(scope: Scope, inWords: Words): readonly string[] {
  const { plan, others } = scope;
  const { account } = plan;
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
    ...[...Object.values(limits), ...environmentBoundaries(account, plan)].flatMap(({ name, statements }) =>
      permissionRows(`policy ${name}`, permissionsOf(statements), inWords),
    ),
    ...tokenIssuers(account, environments).flatMap(({ host, audience, roles }) => [
      providerRow({ host, audiences: [audience] }),
      ...roleRows(roles, host),
    ]),
  ];
}

function permissionsOf(statements: readonly PolicyStatement[]): readonly Permission[] {
  return permissionsIn(policyDocument(statements));
}
