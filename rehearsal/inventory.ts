import { z } from "zod";
import type { Emulator } from "./emulator";

/** One thing in one of the emulator's backends, of all services and regions. */
const entrySchema = z.strictObject({
  service: z.string(),
  region: z.string(),
  type: z.string(),
  id: z.string(),
  /** Only where it is not simply there. */
  state: z.string().optional(),
});
export type InventoryEntry = z.output<typeof entrySchema>;

/** Things of one type that AWS, too, keeps after their deletion. */
export interface KeptByAws {
  readonly type: string;
  readonly count: number;
}

export interface InventoryDifference {
  readonly leftOver: readonly InventoryEntry[];
  readonly missing: readonly InventoryEntry[];
}

export async function takeInventory(emulator: Pick<Emulator, "endpoint">): Promise<readonly InventoryEntry[]> {
  const response = await fetch(`${emulator.endpoint}/slipway/inventory`);
  if (!response.ok) throw new Error(`the emulator's inventory answered ${response.status}: ${await response.text()}`);
  return z
    .array(entrySchema)
    .parse(await response.json())
    .filter(isOfTheAccount);
}

/** A role's session and its key end by themselves, and AWS shows them nowhere (IAM User Guide, "IAM identifiers": `ASIA`). */
function isOfTheAccount({ service, type, id }: InventoryEntry): boolean {
  return !(service === "sts" && type === "AssumedRole") && !(type === "AccessKey" && id.startsWith("ASIA"));
}

export function compareInventories(
  before: readonly InventoryEntry[],
  after: readonly InventoryEntry[],
): InventoryDifference {
  return { leftOver: without(after, before), missing: without(before, after) };
}

/** Equal entries count: two of them are not one. */
function without(entries: readonly InventoryEntry[], others: readonly InventoryEntry[]): readonly InventoryEntry[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(keyOf(other), (counts.get(keyOf(other)) ?? 0) + 1);
  return entries.filter((entry) => {
    const count = counts.get(keyOf(entry)) ?? 0;
    counts.set(keyOf(entry), count - 1);
    return count <= 0;
  });
}

function keyOf(entry: InventoryEntry): string {
  return JSON.stringify(Object.entries(entry).sort());
}

/**
 * What AWS keeps although it was deleted, by service, type and state; of any other, the state is a leftover's. Terraform leaves
 * revisions there that a rollback goes back to, which cost nothing.
 */
const keptTypes: ReadonlySet<string> = new Set([
  "ec2 NatGateway inactive",
  "ec2 VPCEndPoint inactive",
  "ecs Cluster inactive",
  "ecs Service inactive",
  "ecs Task inactive",
  "ecs TaskDefinition inactive",
  "ecs TaskDefinition for a rollback",
  "kms Key pending-deletion",
  "secretsmanager FakeSecret pending-deletion",
]);

function isKept(entry: InventoryEntry): boolean {
  return keptTypes.has(typeAndState(entry));
}

function typeAndState({ service, type, state }: InventoryEntry): string {
  return `${service} ${type} ${state ?? "for a rollback"}`;
}

/** What would be left in AWS, too, by type. */
export function keptByAws(leftOver: readonly InventoryEntry[]): readonly KeptByAws[] {
  const counts = new Map<string, number>();
  for (const entry of leftOver.filter(isKept)) {
    const type = typeAndState(entry);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => ({ type, count }));
}

/** What should not be there. */
export function whatIsLeft(leftOver: readonly InventoryEntry[]): readonly InventoryEntry[] {
  return leftOver.filter((entry) => !isKept(entry));
}

export function entryText({ service, region, type, id, state }: InventoryEntry): string {
  return `${service} ${type} ${id} in ${region}${state === undefined ? "" : ` (${state})`}`;
}
