import {
  GetOpenIDConnectProviderCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  type IAMClient,
  ListOpenIDConnectProvidersCommand,
  paginateListPolicies,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import { allOf } from "../../delivery/aws/all-of";
import { policyArn } from "../../model/arn";
import { identityProviderArn } from "../../model/delivery/account-arn-sets";
import { boundaries, githubRoles, readPolicies, runRoles, type TokenRole } from "../../model/delivery/roles";
import { githubAudience, githubHost, terraformCloudAudience } from "../../model/delivery/trust";
import { policyDocument } from "../../model/iam-policy";
import { deliveryPrefix } from "../../model/naming";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { statementSentences } from "./policy";
import { rightsOfRole } from "./role-rights";

/** Whom the account lets in by token, and what each may do at most. */
export const delivery: Area = { subject: "delivery", expected: expectedDelivery, found: foundDelivery };

export function isOfDelivery(roleName: string | undefined): boolean {
  return roleName?.startsWith(deliveryPrefix) === true;
}

function expectedDelivery({ environment }: Intent): readonly string[] {
  const { account } = environment;
  const { terraformCloud, github, accountId } = account;
  const limits = boundaries(account);
  const roles = (all: readonly TokenRole[], host: string) =>
    all.flatMap((role) =>
      roleSentences({
        name: role.name,
        boundary: policyArn(account, limits.ofDelivery.name),
        trust: role.trustPolicy(identityProviderArn(accountId, host)),
        attached: role.sharedPolicy === undefined ? [] : [policyArn(account, role.sharedPolicy)],
        inline: role.statements.length === 0 ? [] : [policyDocument(role.statements)],
      }),
    );
  return [
    ...[limits.ofTasks, limits.ofDelivery, ...readPolicies(account, [environment])].flatMap(({ name, statements }) =>
      statementSentences(`policy ${name}`, policyDocument(statements)),
    ),
    providerSentence(terraformCloud.hostname, [terraformCloudAudience]),
    ...roles(runRoles(account, [environment]), terraformCloud.hostname),
    ...(github === undefined
      ? []
      : [
          providerSentence(githubHost, [githubAudience]),
          ...roles(githubRoles(account, github, [environment]), githubHost),
        ]),
  ];
}

async function foundDelivery({ clients: { iam: client } }: Reading): Promise<readonly string[]> {
  const [policies, providers, roles] = await Promise.all([
    foundPolicies(client),
    foundProviders(client),
    foundRoles(client),
  ]);
  return [...policies, ...providers, ...roles];
}

async function foundPolicies(client: IAMClient): Promise<readonly string[]> {
  const all = await allOf(paginateListPolicies({ client }, { Scope: "Local" }), ({ Policies }) => Policies);
  const found = await Promise.all(
    all.map(async ({ Arn, PolicyName, DefaultVersionId }) => {
      const version = { PolicyArn: Arn, VersionId: DefaultVersionId };
      const { PolicyVersion } = await client.send(new GetPolicyVersionCommand(version));
      return statementSentences(`policy ${PolicyName}`, decodeURIComponent(PolicyVersion?.Document ?? ""));
    }),
  );
  return found.flat();
}

async function foundProviders(client: IAMClient): Promise<readonly string[]> {
  const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
  return Promise.all(
    OpenIDConnectProviderList.map(async ({ Arn }) => {
      const provider = await client.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }));
      return providerSentence(provider.Url?.replace("https://", "") ?? "no address", provider.ClientIDList ?? []);
    }),
  );
}

async function foundRoles(client: IAMClient): Promise<readonly string[]> {
  const all = await allOf(paginateListRoles({ client }, {}), ({ Roles }) => Roles);
  const found = await Promise.all(
    all.map(async ({ RoleName }) => {
      if (!isOfDelivery(RoleName)) return [];
      // Only this call tells the boundary.
      const { Role } = await client.send(new GetRoleCommand({ RoleName }));
      const { attached, inline } = await rightsOfRole(client, RoleName ?? "unnamed");
      return roleSentences({
        name: RoleName ?? "unnamed",
        boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? "no boundary",
        trust: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
        attached,
        inline: inline.map(({ document }) => document),
      });
    }),
  );
  return found.flat();
}

interface RoleFacts {
  readonly name: string;
  readonly boundary: string;
  readonly trust: string;
  readonly attached: readonly string[];
  /** Policy documents. */
  readonly inline: readonly string[];
}

function roleSentences({ name, boundary, trust, attached, inline }: RoleFacts): readonly string[] {
  return [
    `role ${name} is bounded by ${boundary}`,
    ...statementSentences(`trust of role ${name}`, trust),
    ...attached.map((policy) => `role ${name} has the managed policy ${policy}`),
    ...inline.flatMap((document) => statementSentences(`role ${name}`, document)),
  ];
}

function providerSentence(host: string, audiences: readonly string[]): string {
  return `tokens of ${host} for ${[...audiences].sort().join(" and ")} are believed`;
}
