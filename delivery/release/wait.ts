import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../running/user-error";
import { awsFailure } from "../aws/aws-failure";
import type { ReleaseClients } from "./clients";
import type { ReleasedService } from "./released-service";
import { type Rollout, type Verdict, verdictOn } from "./rollout";
import { findService } from "./service-state";
import { shiftOf, verdictOnShift } from "./shift";

export interface Patience {
  readonly timeoutSeconds: number;
  readonly pollSeconds: number;
  /** Ends the wait, and nothing else. */
  readonly signal: AbortSignal;
  /** Shown when it changes. */
  readonly note: (text: string) => void;
}

export type EndOfWait =
  | Exclude<Verdict, { readonly state: "running" }>
  | { readonly state: "unfinished"; readonly because: string; readonly isInterrupted: boolean };

/** Asks ECS until the deployment has ended or the patience has. */
export async function waitForVerdict(
  clients: ReleaseClients,
  target: ReleasedService,
  rollout: Rollout,
  { timeoutSeconds, pollSeconds, signal, note }: Patience,
): Promise<EndOfWait> {
  const deadline = performance.now() + timeoutSeconds * 1000;
  let shown = "";
  let isSeen = false;
  while (!signal.aborted) {
    const verdict = await verdictNow(clients, target, rollout, isSeen);
    if (verdict.state !== "running") return verdict;
    isSeen ||= verdict.isSeen;
    if (verdict.note !== shown) note(verdict.note);
    shown = verdict.note;
    if (performance.now() > deadline) {
      return { state: "unfinished", because: `no verdict within ${timeoutSeconds} s`, isInterrupted: false };
    }
    await sleep(pollSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  return { state: "unfinished", because: "interrupted", isInterrupted: true };
}

type VerdictNow = EndOfWait | (Extract<Verdict, { readonly state: "running" }> & { readonly isSeen: boolean });

/** Where AWS cannot be asked any more, the deployment goes on all the same. */
async function verdictNow(
  clients: ReleaseClients,
  target: ReleasedService,
  rollout: Rollout,
  isSeen: boolean,
): Promise<VerdictNow> {
  try {
    const service = await findService(clients, target);
    if (service === undefined) return { state: "superseded", by: "nothing: the service is gone" };
    const isListed = (service.deployments ?? []).some(({ id }) => id === rollout.deploymentId);
    const verdict =
      target.bakeMinutes === undefined
        ? verdictOn(rollout, service, isSeen)
        : verdictOnShift(rollout, service, await shiftOf(clients, target, rollout.deploymentId));
    return verdict.state === "running" ? { ...verdict, isSeen: isListed } : verdict;
  } catch (error) {
    const failure = awsFailure(error);
    if (!(failure instanceof UserError)) throw error;
    return { state: "unfinished", because: failure.message, isInterrupted: false };
  }
}
