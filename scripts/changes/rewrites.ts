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

export interface Happening {
  readonly stack: string;
  readonly change: PlannedChange;
}

/**
 * What of a group's plans comes from one of its settings: everything where it was changed alone, else what it rewrites by
 * itself, and what follows by reference from that and is rewritten by none.
 *
 * @param others what the others of its group rewrite
 */
export function happeningsOf(
  own: readonly string[],
  others: readonly (readonly string[])[],
  { reports, after }: { readonly reports: readonly PlanReport[]; readonly after: Blocks },
): readonly Happening[] {
  const planned = reports.flatMap(({ stack, changes }) => changes.map((change) => ({ stack, change })));
  if (others.length === 0) return planned;
  const all = [...own, ...others.flat()];
  const keyOf = ({ stack, change }: Happening) => `${stack} ${change.address}`;
  const reached = new Set(own);
  const following = planned.filter((happening) => !all.includes(keyOf(happening)));
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const happening of following) {
      const text = after.get(keyOf(happening)) ?? "";
      const refers = [...reached].some((key) => refersTo(text, key, happening.stack));
      if (refers) reached.add(keyOf(happening));
    }
  }
  return planned.filter((happening) => reached.has(keyOf(happening)));
}

function refersTo(text: string, key: string, stack: string): boolean {
  const [of = "", address = ""] = key.split(" ");
  return of === stack && text.includes(`\${${address}.`);
}
