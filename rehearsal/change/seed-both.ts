import { emulatorClient } from "../aws-client";
import type { RehearsalStep } from "../context";
import { takeInventory } from "../inventory";
import { type Prerequisite, prerequisitesOf, prerequisiteText } from "../prerequisites";
import { seedBefore } from "../seed";

/** What both ends of a change expect of the account; the inventory after it is the one to come back to. */
export const seedBoth: RehearsalStep = {
  title: "seed what both ends of the change expect",
  run: async ({ plan, earlier, emulator, inventoryBefore }) => {
    const prerequisites = united([...prerequisitesOf(earlier.value.plan), ...prerequisitesOf(plan)]);
    await seedBefore(emulatorClient(emulator.value, plan.account.region), prerequisites);
    inventoryBefore.set(await takeInventory(emulator.value));
    return { details: prerequisites.map((prerequisite) => prerequisiteText(prerequisite, plan)) };
  },
};

/** Each thing once, with all that is expected of it. */
export function united(prerequisites: readonly Prerequisite[]): readonly Prerequisite[] {
  const found = new Map<string, Prerequisite>();
  for (const prerequisite of prerequisites) {
    const key = identityOf(prerequisite);
    const other = found.get(key);
    found.set(key, other === undefined ? prerequisite : both(other, prerequisite));
  }
  return [...found.values()];
}

export function identityOf(prerequisite: Prerequisite): string {
  switch (prerequisite.kind) {
    case "zone":
      return `zone ${prerequisite.name}`;
    case "vpc":
      return `vpc ${prerequisite.vpcId}`;
    case "certificate":
      return `certificate ${prerequisite.arn}`;
    case "caBundle":
      return `bundle ${prerequisite.bucket}/${prerequisite.key}`;
    case "secret":
      return `secret ${JSON.stringify(prerequisite.find)}`;
    case "image":
      return `image ${prerequisite.repository}`;
  }
}

/** Of two of one identity, what is listed in either. */
function both(first: Prerequisite, second: Prerequisite): Prerequisite {
  const lists = Object.entries(second).map(([name, value]) => {
    const earlier: unknown = Object.entries(first).find(([other]) => other === name)?.[1];
    return [name, Array.isArray(value) && Array.isArray(earlier) ? [...new Set([...earlier, ...value])] : value];
  });
  return { ...second, ...Object.fromEntries(lists) };
}
