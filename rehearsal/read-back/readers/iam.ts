import {
  GetOpenIDConnectProviderCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListOpenIDConnectProvidersCommand,
  paginateListAttachedRolePolicies,
  paginateListPolicies,
  paginateListRolePolicies,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import { allOf } from "../../../delivery/aws/all-of";
import { environmentOf, type Owned } from "./owned";

export interface Role extends Owned {
  /** Policy document of who may assume it. */
  readonly trust: string;
  readonly boundaryArn: string | undefined;
  readonly attachedArns: readonly string[];
  /** Policy documents of its own. */
  readonly inline: readonly string[];
}

/** A policy with a name of its own. */
export interface ManagedPolicy extends Owned {
  readonly arn: string;
  readonly document: string;
}

export interface IdentityProvider {
  readonly host: string;
  readonly audiences: readonly string[];
}

/** But for those that AWS services make for themselves. */
export async function readRoles(client: IAMClient): Promise<readonly Role[]> {
  const all = await allOf(paginateListRoles({ client }, {}), ({ Roles }) => Roles);
  const own = all.filter(({ Path }) => Path?.startsWith("/aws-service-role/") !== true);
  return Promise.all(own.map(({ RoleName = "" }) => readRole(client, RoleName)));
}

async function readRole(client: IAMClient, RoleName: string): Promise<Role> {
  // Only this call tells the boundary.
  const { Role: role } = await client.send(new GetRoleCommand({ RoleName }));
  const attached = await allOf(
    paginateListAttachedRolePolicies({ client }, { RoleName }),
    ({ AttachedPolicies }) => AttachedPolicies,
  );
  const names = await allOf(paginateListRolePolicies({ client }, { RoleName }), ({ PolicyNames }) => PolicyNames);
  const inline = await Promise.all(
    names.map((PolicyName) => client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
  );
  return {
    name: RoleName,
    environment: environmentOf(role?.Tags),
    trust: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ""),
    boundaryArn: role?.PermissionsBoundary?.PermissionsBoundaryArn,
    attachedArns: attached.map(({ PolicyArn = "" }) => PolicyArn),
    inline: inline.map(({ PolicyDocument = "" }) => decodeURIComponent(PolicyDocument)),
  };
}

/** But for AWS's own. */
export async function readManagedPolicies(client: IAMClient): Promise<readonly ManagedPolicy[]> {
  const all = await allOf(paginateListPolicies({ client }, { Scope: "Local" }), ({ Policies }) => Policies);
  return Promise.all(
    all.map(async ({ Arn = "", PolicyName = "", DefaultVersionId }) => {
      const version = { PolicyArn: Arn, VersionId: DefaultVersionId };
      const { PolicyVersion } = await client.send(new GetPolicyVersionCommand(version));
      return { arn: Arn, name: PolicyName, document: decodeURIComponent(PolicyVersion?.Document ?? "") };
    }),
  );
}

export async function readIdentityProviders(client: IAMClient): Promise<readonly IdentityProvider[]> {
  const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
  return Promise.all(
    OpenIDConnectProviderList.map(async ({ Arn }) => {
      const found = await client.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }));
      return { host: found.Url?.replace("https://", "") ?? "no address", audiences: found.ClientIDList ?? [] };
    }),
  );
}
