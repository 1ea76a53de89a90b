import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { AddTagsToResourceCommand, RemoveTagsFromResourceCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Temporal } from "temporal-polyfill";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { schedulePlanOf } from "../../model/schedule/environment-week";
import { overrideEnd, overrideProblem } from "../../model/schedule/override";
import { nextChange, scheduledState } from "../../model/schedule/scheduled-state";
import { baseStackName } from "../../model/stack-names";
import { UserError } from "../../running/user-error";
import { awsFailure, isNamed } from "../aws/aws-failure";
import type { ClientSettings } from "../aws/client-settings";

export function overrideClients(settings: ClientSettings) {
  return { parameters: new SSMClient(settings), functions: new LambdaClient(settings) };
}

type OverrideClients = ReturnType<typeof overrideClients>;

/** What a person wishes of an environment that has a schedule: until when it is to run whatever that says, or no longer so. */
export interface Wish {
  readonly environment: string;
  readonly schedule: ReturnType<typeof schedulePlanOf>;
  readonly until: Temporal.Instant | undefined;
}

/**
 * @param until a time with its offset from UTC; nothing to go by the schedule again
 * @throws MendableError for a time without an offset or in the past, and for an environment that runs all week
 */
export function wishOf(plan: EnvironmentPlan, until: string | undefined, now: Temporal.Instant): Wish {
  const schedule = schedulePlanOf(plan);
  const problem = until === undefined ? undefined : overrideProblem(until, now);
  if (problem !== undefined) throw new UserError(problem);
  return { environment: plan.name, schedule, until: overrideEnd(until) };
}

/** @returns what is so now and what follows, in sentences */
export async function keepRunning(
  clients: OverrideClients,
  wish: Wish,
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const { facts, parameter } = wish.schedule;
  await write(clients, wish);
  const state = scheduledState(facts, now);
  const head =
    wish.until === undefined
      ? `${wish.environment} follows its schedule again: tag ${facts.override.tag} of ${parameter.name} is gone`
      : `${wish.environment} is kept running until ${localTime(wish, wish.until)}: tag ${facts.override.tag} of ${parameter.name}`;
  return [
    head,
    ...(state === "awake" ? awakeNow(wish, now) : [await called(clients, wish)]),
    ...(state === "torn down" && wish.until !== undefined
      ? ["where its runtime stack is torn down, the scheduled workflow on GitHub brings it back, as soon as it looks"]
      : []),
    ...(wish.until === undefined ? [] : onItsEnd(wish, wish.until, now)),
  ];
}

async function write({ parameters }: OverrideClients, wish: Wish): Promise<void> {
  const { facts, parameter } = wish.schedule;
  const resource = { ResourceType: "Parameter", ResourceId: parameter.name } as const;
  const { tag } = facts.override;
  try {
    if (wish.until === undefined) {
      await parameters.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: [tag] }));
    } else {
      const Tags = [{ Key: tag, Value: localTime(wish, wish.until) }];
      await parameters.send(new AddTagsToResourceCommand({ ...resource, Tags }));
    }
  } catch (error) {
    if (!isNamed(error, "InvalidResourceId", "ParameterNotFound")) throw error;
    const base = baseStackName(wish.environment);
    throw new UserError(`there is no parameter ${parameter.name} to bear the tag; apply the base stack ${base} first`);
  }
}

function awakeNow({ schedule, environment, until }: Wish, now: Temporal.Instant): readonly string[] {
  const next = nextChange(schedule.facts, now)?.from.toInstant();
  if (next === undefined) return [];
  const shown = localTime({ schedule }, next);
  if (until !== undefined && until.epochMilliseconds > next.epochMilliseconds) return [];
  return [`by its schedule ${environment} is awake until ${shown} anyway`];
}

/** The function looks by itself once an hour; a person need not wait for that. */
async function called({ functions }: OverrideClients, { schedule, until }: Wish): Promise<string> {
  const follows = until === undefined ? "puts the services to sleep" : "starts the services";
  const { functionName } = schedule;
  try {
    const Payload = JSON.stringify({ trigger: "person" });
    await functions.send(new InvokeCommand({ FunctionName: functionName, InvocationType: "Event", Payload }));
    return `the function ${functionName} was called and ${follows} within minutes`;
  } catch (error) {
    const failure = awsFailure(error);
    if (!(failure instanceof UserError)) throw error;
    return `the function ${functionName} ${follows} when it looks next, within an hour, as it could not be called: ${failure.message}`;
  }
}

const longDays = 14;

function onItsEnd(wish: Wish, until: Temporal.Instant, now: Temporal.Instant): readonly string[] {
  const days = Math.round(now.until(until).total("days"));
  return [
    `it ends by itself: by its schedule ${wish.environment} is then ${scheduledState(wish.schedule.facts, until)}`,
    ...(days > longDays
      ? [
          `that is ${days} days from now, all billed as awake; to end it sooner: npx slipway awake ${wish.environment} --off`,
        ]
      : []),
  ];
}

/** With its offset, as the tag has it. */
function localTime({ schedule }: Pick<Wish, "schedule">, instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(schedule.facts.timezone);
  return local.toString({ timeZoneName: "never", smallestUnit: "second" });
}
