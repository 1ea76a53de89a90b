import { wireQueues } from "../capabilities/queues/wiring";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { AwsStack } from "./aws-stack";

/** The one list of what capabilities make in the base stack. */
export function wireCapabilitiesOfBase(stack: AwsStack, { capabilities }: EnvironmentPlan): void {
  wireQueues(stack, capabilities.queues.resources);
}
