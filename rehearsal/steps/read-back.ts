import type { RehearsalStep } from "../context";
import { readBack } from "../read-back";

/** Through the AWS API, never the state: what is there is exactly what the configuration asks for. */
export const readResourcesBack: RehearsalStep = {
  title: "read the resources back",
  run: async (rehearsal) => {
    const { plan, emulator, applied } = rehearsal;
    if (!applied.value) return {};
    const results = await readBack(plan, emulator.value.endpoint);
    rehearsal.readBack.set(results);
    return { details: results.map(({ subject, expected }) => `${subject}: ${expected.length} asked for`) };
  },
};
