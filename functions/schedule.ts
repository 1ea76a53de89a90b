import { setTimeout } from "node:timers/promises";
import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { ECSClient } from "@aws-sdk/client-ecs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { Temporal } from "temporal-polyfill";
import { reconcile } from "./reconcile";
import { readSettings } from "./settings";

/** A call that AWS leaves unanswered fails long before the function's own time is up, so that the others are made. */
const clientSettings = { maxAttempts: 3, requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 } };

/**
 * What EventBridge Scheduler calls, without waiting for the answer: where it throws, Lambda itself tries twice more, and then
 * hands the event to the function's dead-letter queue.
 *
 * @param event which of the schedules called, for the log alone
 */
export async function handler(event: unknown): Promise<void> {
  const clients = {
    parameters: new SSMClient(clientSettings),
    services: new ECSClient(clientSettings),
    autoscaling: new ApplicationAutoScalingClient(clientSettings),
    alarms: new CloudWatchClient(clientSettings),
    sleep: (milliseconds: number) => setTimeout(milliseconds),
  };
  const done = await reconcile(readSettings(process.env), clients, Temporal.Now.instant());
  console.log(JSON.stringify({ event, ...done }));
}
