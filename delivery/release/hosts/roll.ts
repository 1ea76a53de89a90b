import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../../running/user-error";
import { awsFailure } from "../../aws/aws-failure";
import type { ReleaseClients } from "../clients";
import type { HostedService } from "../released-service";
import type { Patience } from "../wait";
import { type Look, lookAtCommand, lookAtHealth, sendRelease } from "./bring";
import { type RunningInstance, runningInstances } from "./instances";

interface Unfinished {
  readonly state: "unfinished";
  readonly because: string;
  readonly isInterrupted: boolean;
}

type EndOnOne =
  | { readonly state: "completed" }
  | { readonly state: "failed"; readonly reasons: readonly string[] }
  | Unfinished;

/** What has become of a release on all instances, and the ids of those that were told of it. */
export type EndOfRoll = EndOnOne & { readonly told: readonly string[] };

/**
 * One instance after the other, the next once the load balancer has the one before again; those that were started meanwhile
 * too.
 *
 * @param goesOn whether the rest follow one that fails
 */
export async function rollInstances(
  clients: ReleaseClients,
  target: HostedService,
  patience: Patience,
  goesOn: boolean,
): Promise<EndOfRoll> {
  const told: string[] = [];
  const tell = (id: string) => told.includes(id) || told.push(id);
  try {
    const watch = { ...patience, deadline: performance.now() + patience.timeoutSeconds * 1000, tell };
    return { ...(await rollAll(clients, target, watch, goesOn)), told };
  } catch (error) {
    const failure = awsFailure(error);
    if (told.length === 0 || !(failure instanceof UserError)) throw error;
    return { state: "unfinished", because: failure.message, isInterrupted: false, told };
  }
}

async function rollAll(
  clients: ReleaseClients,
  target: HostedService,
  watch: Watch,
  goesOn: boolean,
): Promise<EndOnOne> {
  const seen: string[] = [];
  const reasons: string[] = [];
  while (reasons.length === 0 || goesOn) {
    const next = (await runningInstances(clients, target)).find(({ id }) => !seen.includes(id));
    if (next === undefined) break;
    seen.push(next.id);
    const end = await bringInstance(clients, target, next, watch);
    if (end.state === "unfinished") return end;
    if (end.state === "failed") reasons.push(...end.reasons.map((reason) => `${next.id}: ${reason}`));
  }
  return reasons.length === 0 ? { state: "completed" } : { state: "failed", reasons };
}

interface Watch extends Patience {
  readonly deadline: number;
  /** That the instance was sent the command. */
  readonly tell: (id: string) => void;
}

/** While an instance starts, it reads the digest by itself: it is told all the same, once it can be, as that may have been before. */
async function bringInstance(
  clients: ReleaseClients,
  target: HostedService,
  { id, launched }: RunningInstance,
  watch: Watch,
): Promise<EndOnOne> {
  const started = launched.getTime() + target.startSeconds * 1000;
  for (;;) {
    const command = await sendRelease(clients, target, id);
    if (command !== undefined) watch.tell(id);
    const end =
      command === undefined
        ? ({ state: "failed", reasons: ["Systems Manager does not reach it"] } as const)
        : await untilKnown(id, watch, () => lookAtCommand(clients, command, id));
    if (end.state === "completed") break;
    if (end.state === "unfinished" || Date.now() > started) return end;
    watch.note(`${id}: still starts`);
    const over = await pause(watch);
    if (over !== undefined) return over;
  }
  const patience = performance.now() + target.startSeconds * 1000;
  return untilKnown(id, watch, () => lookAtHealth(clients, target, id), patience);
}

/** @param patience until when a note is no failure */
async function untilKnown(
  id: string,
  watch: Watch,
  look: () => Promise<Look>,
  patience = Number.POSITIVE_INFINITY,
): Promise<EndOnOne> {
  let shown = "";
  for (;;) {
    const seen = await look();
    if ("isWell" in seen) return { state: "completed" };
    if ("failure" in seen) return { state: "failed", reasons: [seen.failure] };
    if (performance.now() > patience) return { state: "failed", reasons: [seen.note] };
    if (seen.note !== shown) watch.note(`${id}: ${seen.note}`);
    shown = seen.note;
    const over = await pause(watch);
    if (over !== undefined) return over;
  }
}

/** @returns nothing where the next look may follow */
async function pause({ signal, pollSeconds, deadline, timeoutSeconds }: Watch): Promise<Unfinished | undefined> {
  await sleep(pollSeconds * 1000, undefined, { signal }).catch(() => undefined);
  if (signal.aborted) return { state: "unfinished", because: "interrupted", isInterrupted: true };
  if (performance.now() <= deadline) return undefined;
  return { state: "unfinished", because: `no verdict within ${timeoutSeconds} s`, isInterrupted: false };
}
