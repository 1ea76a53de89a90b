import type { RehearsalStep } from "../context";
import { compareInventories, entryText, keptByAws, takeInventory, whatIsLeft } from "../inventory";

export const compareInventory: RehearsalStep = {
  title: "nothing is left",
  run: async ({ emulator, inventoryBefore, destroyed, keptByAws: kept }) => {
    if (!destroyed.value) return {};
    const { leftOver, missing } = compareInventories(inventoryBefore.value, await takeInventory(emulator.value));
    const keptEntries = keptByAws(leftOver);
    kept.set(keptEntries);
    return {
      details: keptEntries.map(({ type, count }) => `kept by AWS too: ${count} ${type}`),
      problems: [
        ...whatIsLeft(leftOver).map((entry) => `left over: ${entryText(entry)}`),
        ...missing.map((entry) => `gone although it was there before: ${entryText(entry)}`),
      ],
    };
  },
};
