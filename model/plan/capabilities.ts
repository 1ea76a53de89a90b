import { type BucketsFacts, bucketsCapability } from "../../capabilities/buckets/plan";
import { type QueuesFacts, queuesCapability } from "../../capabilities/queues/plan";
import {
  type EnvironmentScheduleFacts,
  type ScheduledServices,
  scheduleCapability,
} from "../../capabilities/schedule/plan";
import type { PolicyStatement } from "../iam-policy";
import type { CapabilityContext } from "./capability";

/** What the capabilities add to an environment's settings. */
export type CapabilityFacts = BucketsFacts & QueuesFacts & EnvironmentScheduleFacts;

/** The one list of capabilities that the plan knows, by their sections of the settings. */
export const capabilitySections = {
  queues: queuesCapability,
  buckets: bucketsCapability,
  schedule: scheduleCapability,
} satisfies Readonly<Record<keyof CapabilityFacts, CapabilitySection>>;

interface CapabilitySection {
  /** Whether settings name each thing that it makes, so that services can use it by its name; else there is one of it. */
  readonly hasNames: boolean;
  /** Variables that a consumer of a resource of the name gets. */
  readonly variablesOf: (name: string) => readonly string[];
  /** Whether a worker may consume what it makes. */
  readonly canBeConsumed: boolean;
  /** The most that an environment's programs can do with what it makes, in use or not. */
  readonly boundary: (context: CapabilityContext) => readonly PolicyStatement[];
}

interface Users {
  /** Services that consume a resource, by its name. */
  readonly consumers: (resource: string) => readonly string[];
  readonly scheduled: ScheduledServices;
}

export function planCapabilities(facts: CapabilityFacts, context: CapabilityContext, { consumers, scheduled }: Users) {
  return {
    buckets: capabilitySections.buckets.plan(facts, context),
    queues: capabilitySections.queues.plan(facts, context, consumers),
    schedule: capabilitySections.schedule.plan(facts, context, scheduled),
  };
}

export function capabilityBoundary(context: CapabilityContext): readonly PolicyStatement[] {
  const sections: readonly CapabilitySection[] = Object.values(capabilitySections);
  return sections.flatMap(({ boundary }) => boundary(context));
}

export type CapabilityPlans = ReturnType<typeof planCapabilities>;
