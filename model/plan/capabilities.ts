import { planQueues, type QueuesFacts, queuesOfOwnEnvironment } from "../../capabilities/queues/plan";
import type { ArnScope } from "../arn";
import type { PolicyStatement } from "../iam-policy";
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

/** The most that programs of an account's environments can do with what capabilities make, in use or not. */
export function capabilityBoundary(scope: ArnScope): readonly PolicyStatement[] {
  return [queuesOfOwnEnvironment(scope)];
}

export type CapabilityPlans = ReturnType<typeof planCapabilities>;
