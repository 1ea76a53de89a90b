import type { PlanReport } from "../../checks/plan/plan-report";
import type { PlannedChange } from "../../checks/plan/planned-changes";
import type { Environment } from "../../config/schema/environment";
import { type Json, objectOf } from "../../model/json";
import { configurationOf, rehearsal, stacksOf, terraformJson } from "../../test/helpers/stacks";

/** STACK ADDRESS of each resource, data source and provider, with its JSON text. */
export type Blocks = ReadonlyMap<string, string>;

export function blocksOf(environment: Environment): Blocks {
  const stacks = stacksOf(configurationOf(environment), rehearsal);
  return new Map(
    stacks.flatMap((stack) => {
      const { resource, data, provider } = objectOf(JSON.parse(terraformJson(stack)));
      return [
        ...instancesOf(resource, `${stack.node.id} `),
        ...instancesOf(data, `${stack.node.id} data.`),
        [`${stack.node.id} provider`, JSON.stringify(provider)] as const,
      ];
    }),
  );
}

function instancesOf(types: Json | undefined, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(objectOf(types)).flatMap(([type, instances]) =>
    Object.entries(objectOf(instances)).map(
      ([name, body]) => [`${prefix}${type}.${name}`, JSON.stringify(body)] as const,
    ),
  );
}

/** What differs, what is new and what is gone. */
export function rewritten(before: Blocks, after: Blocks): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).sort();
}

/** What is new, gone or has another name, and so is another thing of AWS. */
export function renamed(before: Blocks, after: Blocks): readonly string[] {
  return rewritten(before, after).filter((key) => nameIn(before.get(key)) !== nameIn(after.get(key)));
}

/** Nothing where there is no block; `null` where it has no name of its own. */
function nameIn(block: string | undefined): Json | undefined {
  return block === undefined ? undefined : (objectOf(JSON.parse(block)).name ?? null);
}

export interface Happening {
  readonly stack: string;
  readonly change: PlannedChange;
}

/**
 * What of a group's plans comes from one of its settings: everything where it was changed alone, else what it rewrites by
 * itself, and what takes from that a value which changes.
 *
 * @param own what the setting rewrites by itself
 */
export function happeningsOf(
  own: readonly string[],
  isAlone: boolean,
  { reports, after }: { readonly reports: readonly PlanReport[]; readonly after: Blocks },
): readonly Happening[] {
  const planned = reports.flatMap(({ stack, changes }) => changes.map((change) => ({ stack, change })));
  if (isAlone) return planned;
  const changes = new Map(planned.map((happening) => [keyOf(happening), happening.change]));
  const reached = new Set(own);
  // A set goes on to what is added while it is gone through.
  for (const source of reached) {
    for (const [key, text] of after) {
      const isRead = changes.has(key) || key.includes(" data.");
      if (isRead && inOneStack(key, source) && takesFrom(text, source, changes.get(source))) reached.add(key);
    }
  }
  return planned.filter((happening) => reached.has(keyOf(happening)));
}

function keyOf({ stack, change }: Happening): string {
  return `${stack} ${change.address}`;
}

function inOneStack(key: string, other: string): boolean {
  return key.split(" ")[0] === other.split(" ")[0];
}

/** @param change nothing for a data source, whose values may all be others */
function takesFrom(text: string, source: string, change: PlannedChange | undefined): boolean {
  const [, address = ""] = source.split(" ");
  const references = text.matchAll(new RegExp(`(?<![\\w.])${address.replaceAll(".", "\\.")}\\.(\\w+)`, "g"));
  const isWhole = change === undefined || change.action === "create" || change.action === "destroy";
  return [...references].some(([, name = ""]) => isWhole || change.changedArguments.includes(name));
}
