import type { ArnScope } from "../../../model/arn";
import type { AccountPlan } from "../../../model/plan/account-plan";
import { type Bounds, withinBoundary } from "../effective";
import { conditionsText, type Permission, permissionRows, permissionsIn, type Words } from "../policy";
import type { IdentityProvider } from "../readers/iam";
import type { TaskDefinition } from "../readers/tasks";
import { ofDelivery } from "../shown";

export function roleRow(
  { name, trust, boundary }: { readonly name: string; readonly trust: string; readonly boundary: string | undefined },
  inWords: Words,
): string {
  const assumers = permissionsIn(trust).map(
    ({ principals, action, conditions }) =>
      `${principals.map(inWords).join(" and ")}${action === "sts:AssumeRole" ? "" : ` by ${action}`}${conditionsText(conditions, inWords)}`,
  );
  return `${name} is assumed by ${assumers.sort().join(", or by ")}; ${boundary === undefined ? "no boundary" : `within ${boundary}`}`;
}

/** What a role may do within its boundary, and what that stops. */
export function rightsRows(
  { name, boundary }: { readonly name: string; readonly boundary: string | undefined },
  permissions: readonly Permission[],
  bounds: Bounds,
  inWords: Words,
): readonly string[] {
  const { effective, stopped } = withinBoundary(permissions, bounds);
  return [
    ...permissionRows(name, effective, inWords),
    ...permissionRows(name, stopped, inWords).map((row) => `${row}, but ${boundary} stops it`),
  ];
}

/** ARNs without what every one of the account has in common; those that AWS makes up by the names that are handed in. */
export function wordsOf({ region, accountId }: ArnScope, names: ReadonlyMap<string, string> = new Map()): Words {
  return (text) => {
    if (text === accountId) return "this account";
    const [, service, ofRegion, ofAccount, rest] = /^arn:aws:([^:]+):([^:]*):([^:]*):(.+)$/.exec(text) ?? [];
    const isOwn = ["", region].includes(ofRegion ?? "") && ["", accountId].includes(ofAccount ?? "");
    const short = rest === undefined || !isOwn ? text : `${service} ${rest.replaceAll(/\?{4,}/g, "?...")}`;
    return names.get(text) ?? short;
  };
}

/** A key's policy in the words that matter: who encrypts, who decrypts, and who manages it. */
export function keyUses(permissions: readonly Permission[]): readonly Permission[] {
  return permissions.flatMap((permission) => {
    const action = keyUse(permission.action);
    return action === undefined ? [] : [{ ...permission, action }];
  });
}

function keyUse(action: string): string | undefined {
  if (action === "kms:Decrypt") return "decrypt";
  if (/^kms:(Encrypt|GenerateDataKey|ReEncrypt)/.test(action)) return "encrypt";
  return /^kms:(Describe|Get|List)[A-Z]/.test(action) ? undefined : "manage";
}

export function taskRow({ name, taskRole, executionRole, privilegedContainers: privileged }: TaskDefinition): string {
  const warning = privileged.length === 0 ? "" : `, privileged in ${privileged.join(", ")}`;
  return `task ${name} runs as ${taskRole}, started by ${executionRole}${warning}`;
}

export function providerRow({ host, audiences }: IdentityProvider): string {
  return `tokens of ${host} are believed for ${[...audiences].sort().join(", ")}`;
}

/** Marks the rows about what guards the delivery itself. */
export function markDelivery(rows: readonly string[], { names }: AccountPlan): readonly string[] {
  const beginning = names.everyRole.replace("*", "");
  return rows.map((row) => (row.replace(/^policy /, "").startsWith(beginning) ? `${ofDelivery}${row}` : row));
}
