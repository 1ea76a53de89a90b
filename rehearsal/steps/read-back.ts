import type { RehearsalStep } from "../context";
import { readBack } from "../read-back";
import { differences } from "../read-back/table";

/** Through the AWS API, never the state: what no plan shows is exactly what the environment's plan promises. */
export const readResourcesBack: RehearsalStep = {
  title: "read the resources back",
  run: async (rehearsal) => {
    const { plan, others, emulator, applied } = rehearsal;
    if (!applied.value) return {};
    const tables = await readBack({ plan, others }, emulator.value.endpoint);
    rehearsal.tables.set(tables);
    return { problems: tables.flatMap(differences) };
  },
};
