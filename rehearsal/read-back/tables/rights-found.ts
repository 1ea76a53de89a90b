import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import type { Bounds } from "../effective";
import { permissionRows, permissionsIn, type Words } from "../policy";
import type { ManagedPolicy, Role } from "../readers/iam";
import type { Read } from "../table";
import type { Scope } from "../whose";
import { keyUses, markDelivery, providerRow, rightsRows, roleRow, taskRow, wordsOf } from "./rights-words";

export const reads = [
  "buckets",
  "identityProviders",
  "keys",
  "managedPolicies",
  "queues",
  "roles",
  "secrets",
  "taskDefinitions",
  "topics",
] as const;
type Readers = Read<typeof reads>;

/** Effective rights: of each role within its boundary, with its tags and those of what it is permitted on. */
export async function foundRights(account: Readers, { plan }: Scope): Promise<readonly string[]> {
  const policies = await account.managedPolicies();
  const roles = await account.roles();
  const inWords = wordsOf(plan.account, await namesByArn(account, plan));
  const tags = await tagsByArn(account, plan);
  const attached = new Set(roles.flatMap(({ attachedArns }) => attachedArns));
  const rows = [
    ...roles.flatMap((role) => roleRows(role, { policies, region: plan.account.region, tags, inWords })),
    ...policies
      .filter(({ arn }) => !attached.has(arn))
      .flatMap(({ name, document }) => permissionRows(`policy ${name}`, permissionsIn(document), inWords)),
    ...(await account.identityProviders()).map(providerRow),
    ...(await account.taskDefinitions()).map(taskRow),
    ...(await resourcePolicyRows(account, inWords)),
  ];
  return markDelivery(rows, plan.account);
}

interface Facts {
  readonly policies: readonly ManagedPolicy[];
  readonly region: string;
  readonly tags: Bounds["tags"];
  readonly inWords: Words;
}

function roleRows(role: Role, { policies, region, tags, inWords }: Facts): readonly string[] {
  const documentOf = (arn: string) => policies.find((policy) => policy.arn === arn)?.document;
  const boundary = role.boundaryArn === undefined ? undefined : permissionsIn(documentOf(role.boundaryArn) ?? "");
  const own = [...role.inline, ...role.attachedArns.map((arn) => documentOf(arn) ?? "")].flatMap(permissionsIn);
  const named = { ...role, boundary: role.boundaryArn?.split("/").at(-1) };
  return [
    roleRow(named, inWords),
    ...rightsRows(named, own, { boundary, region, tags }, inWords),
    // AWS's own, whose documents are not the account's.
    ...role.attachedArns
      .filter((arn) => documentOf(arn) === undefined)
      .map((arn) => `${role.name} may do what ${arn} says`),
  ];
}

async function resourcePolicyRows(account: Readers, inWords: Words): Promise<readonly string[]> {
  const rows = (kind: string, { name, policy }: { readonly name: string; readonly policy: string | undefined }) =>
    permissionRows(`${kind} ${name}`, permissionsIn(policy ?? ""), inWords);
  return [
    ...(await account.buckets()).flatMap((bucket) => rows("bucket", bucket)),
    ...(await account.topics()).flatMap((topic) => rows("topic", topic)),
    ...(await account.secrets()).flatMap((secret) => rows("secret", secret)),
    ...(await account.queues()).flatMap(({ name, attributes }) => rows("queue", { name, policy: attributes.Policy })),
    ...(await account.keys()).flatMap(({ name, policy }) =>
      permissionRows(`key ${name}`, keyUses(permissionsIn(policy)), inWords),
    ),
  ];
}

/** What AWS makes up is called by its name, unless the settings have it in full. */
async function namesByArn(account: Readers, plan: EnvironmentPlan): Promise<ReadonlyMap<string, string>> {
  const written = plan.secrets.flatMap(({ arn, keyArn }) => [arn, keyArn]);
  const names = [
    ...(await account.secrets()).map(({ arn, name }) => [arn, `secret ${name}`] as const),
    ...(await account.keys()).map(({ id, name }) => [keyArn(id, plan), `key ${name}`] as const),
  ];
  return new Map(names.filter(([arn]) => !written.includes(arn)));
}

async function tagsByArn(account: Readers, plan: EnvironmentPlan): Promise<Bounds["tags"]> {
  return new Map([
    ...[...(await account.secrets()), ...(await account.queues())].map(
      ({ arn, environment }) => [arn, environment] as const,
    ),
    ...(await account.keys()).map(({ id, environment }) => [keyArn(id, plan), environment] as const),
  ]);
}

function keyArn(id: string, { account: { region, accountId } }: EnvironmentPlan): string {
  return `arn:aws:kms:${region}:${accountId}:key/${id}`;
}
