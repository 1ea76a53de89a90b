import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorClient } from "../aws-client";
import type { Rehearsal, RehearsalStep } from "../context";
import { takeInventory } from "../inventory";
import { prerequisitesOf, prerequisiteText } from "../prerequisites";
import { seedVpc, seedZone } from "../seed";

/** What the account has to hold before the first stack; the inventory after it is the one to come back to. */
export const seedPrerequisites: RehearsalStep = {
  title: "seed what the environment expects",
  run: async (rehearsal) => {
    const { environment, emulator, inventoryBefore } = rehearsal;
    const settings = emulatorClient(emulator.value, environment.account.region);
    const prerequisites = prerequisitesOf(environment);
    for (const prerequisite of prerequisites) {
      if (prerequisite.kind === "zone") await seedZone(settings, prerequisite);
      if (prerequisite.kind === "vpc") replaceInStacks(rehearsal, await seedVpc(settings, prerequisite));
    }
    inventoryBefore.set(await takeInventory(emulator.value));
    return { details: prerequisites.map((prerequisite) => prerequisiteText(prerequisite, environment)) };
  },
};

function replaceInStacks({ stacks }: Rehearsal, replacements: ReadonlyMap<string, string>): void {
  for (const { folder } of stacks.value) {
    const file = join(folder, "cdk.tf.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      [...replacements].reduce((changed, [id, other]) => changed.replaceAll(id, other), text),
    );
  }
}
