import { emulatorClient } from "../aws-client";
import type { RehearsalStep } from "../context";
import { takeInventory } from "../inventory";
import { prerequisitesOf, prerequisiteText } from "../prerequisites";
import { seedBefore } from "../seed";

/** What the account has to hold before the first stack; the inventory after it is the one to come back to. */
export const seedPrerequisites: RehearsalStep = {
  title: "seed what the environment expects",
  run: async ({ plan, emulator, inventoryBefore }) => {
    const settings = emulatorClient(emulator.value, plan.account.region);
    const prerequisites = prerequisitesOf(plan);
    await seedBefore(settings, prerequisites);
    inventoryBefore.set(await takeInventory(emulator.value));
    return { details: prerequisites.map((prerequisite) => prerequisiteText(prerequisite, plan)) };
  },
};
