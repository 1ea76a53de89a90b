import { wireBuckets } from "../capabilities/buckets/wiring";
import { wireQueues } from "../capabilities/queues/wiring";
import { type ScheduleParts, wireSchedule } from "../capabilities/schedule/wiring";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { AwsStack } from "./aws-stack";

/** What capabilities get from the rest of the base stack. */
type BaseParts = ScheduleParts;

/** The one list of what capabilities make in the base stack. */
export function wireCapabilitiesOfBase(stack: AwsStack, { capabilities }: EnvironmentPlan, parts: BaseParts): void {
  wireBuckets(stack, capabilities.buckets.resources, parts.kmsKeyArn);
  wireQueues(stack, capabilities.queues.resources);
  wireSchedule(stack, capabilities.schedule.resources, parts);
}
