import type { RehearsalStep } from "../context";
import { judgedEntrance, readEntrance } from "./entrance";

/** From the emulator's own log of what each call left behind. */
export const askEntrance: RehearsalStep = {
  title: "services behind the load balancer answered all the time",
  run: async ({ plan, emulator, outages }) => {
    const judged = judgedEntrance(await readEntrance(emulator.value), plan);
    outages.set(judged.outages);
    return { details: judged.details, problems: judged.problems };
  },
};
