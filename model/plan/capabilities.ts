import { planQueues, type QueuesFacts } from "../../capabilities/queues/plan";
import type { CapabilityContext } from "./capability";

/** What the capabilities add to an environment's settings. */
export type CapabilityFacts = QueuesFacts;

/** The one list of capabilities that the plan knows. */
export function planCapabilities(
  facts: CapabilityFacts,
  context: CapabilityContext,
  consumers: (resource: string) => readonly string[],
) {
  return {
    queues: planQueues(facts, context, consumers),
  };
}

export type CapabilityPlans = ReturnType<typeof planCapabilities>;
