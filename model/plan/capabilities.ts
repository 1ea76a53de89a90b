import { type BucketsFacts, bucketsCapability } from "../../capabilities/buckets/plan";
import { type QueuesFacts, queuesCapability } from "../../capabilities/queues/plan";
import {
  type EnvironmentScheduleFacts,
  type ScheduledServices,
  scheduleCapability,
} from "../../capabilities/schedule/plan";
import { type VolumesFacts, volumesCapability } from "../../capabilities/volumes/plan";
import type { CapabilityContext } from "./capability";
import type { PlannedStatement } from "./planned-text";

/** What the capabilities add to an environment's settings. */
export type CapabilityFacts = BucketsFacts & QueuesFacts & EnvironmentScheduleFacts & VolumesFacts;

/** The one list of capabilities that the plan knows, by their sections of the settings. */
export const capabilitySections = {
  queues: queuesCapability,
  buckets: bucketsCapability,
  schedule: scheduleCapability,
  volumes: volumesCapability,
} satisfies Readonly<Record<keyof CapabilityFacts, CapabilitySection>>;

interface CapabilitySection {
  /** Whether settings name each thing that it makes; else there is one of it. */
  readonly hasNames: boolean;
  /** Whether services use what it makes by its name. */
  readonly canBeUsed: boolean;
  /** Variables that a consumer of a resource of the name gets. */
  readonly variablesOf: (name: string) => readonly string[];
  /** Whether a worker may consume what it makes. */
  readonly canBeConsumed: boolean;
  /** The most that an environment's programs can do with what it makes, in use or not. */
  readonly boundary: (context: CapabilityContext) => readonly PlannedStatement[];
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
    volumes: capabilitySections.volumes.plan(facts, context),
  };
}

export function capabilityBoundary(context: CapabilityContext): readonly PlannedStatement[] {
  const sections: readonly CapabilitySection[] = Object.values(capabilitySections);
  return sections.flatMap(({ boundary }) => boundary(context));
}

export type CapabilityPlans = ReturnType<typeof planCapabilities>;
