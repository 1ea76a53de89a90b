import { setTimeout as sleep } from "node:timers/promises";
import type { ReleaseClients } from "./clients";
import type { ReleasedService } from "./released-service";
import { type Rollout, type Verdict, verdictOn } from "./rollout";
import { findService } from "./service-state";

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
  while (!signal.aborted) {
    const service = await findService(clients, target);
    if (service === undefined) return { state: "superseded", by: "nothing: the service is gone" };
    const verdict = verdictOn(rollout, service);
    if (verdict.state !== "running") return verdict;
    if (verdict.note !== shown) note(verdict.note);
    shown = verdict.note;
    if (performance.now() > deadline) {
      return { state: "unfinished", because: `no verdict within ${timeoutSeconds} s`, isInterrupted: false };
    }
    await sleep(pollSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  return { state: "unfinished", because: "interrupted", isInterrupted: true };
}
