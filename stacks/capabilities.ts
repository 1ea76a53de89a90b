import { wireBuckets } from "../capabilities/buckets/wiring";
import { wireQueues } from "../capabilities/queues/wiring";
import { type ScheduleParts, wireSchedule } from "../capabilities/schedule/wiring";
import { type FoundVolumes, findVolumes, type VolumeParts, wireVolumes } from "../capabilities/volumes/wiring";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { AwsStack } from "./aws-stack";
import type { References } from "./references";

/** What capabilities get from the rest of the base stack. */
type BaseParts = ScheduleParts & Partial<VolumeParts>;

/** The one list of what capabilities make in the base stack. */
export function wireCapabilitiesOfBase(stack: AwsStack, { capabilities }: EnvironmentPlan, parts: BaseParts): void {
  wireBuckets(stack, capabilities.buckets.resources, parts.kmsKeyArn);
  wireQueues(stack, capabilities.queues.resources);
  wireSchedule(stack, capabilities.schedule.resources, parts);
  wireVolumes(stack, capabilities.volumes, parts);
}

/** What capabilities look up in the runtime stack of what they made in the base stack. */
export function findCapabilitiesOfBase(
  stack: AwsStack,
  { capabilities }: EnvironmentPlan,
  { references, ...place }: FoundVolumes & { readonly references: References },
): void {
  for (const [reference, value] of findVolumes(stack, capabilities.volumes, place)) references.set(reference, value);
}
