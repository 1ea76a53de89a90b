import type { ReleaseClients } from "./clients";
import { markPassed } from "./released-image";
import type { ReleasedService } from "./released-service";
import type { ReleaseResult, ReleaseWatch } from "./result";
import { type Revision, revisionTitle } from "./revisions";
import type { Rollout } from "./rollout";
import { takeBack } from "./take-back";
import { waitForVerdict } from "./wait";

/** Waits for the verdict, and does what it asks for. */
export async function finish(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string,
  previous: Revision,
  { deploymentId, revision }: Pick<Rollout, "deploymentId" | "revision">,
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  const title = revisionTitle(revision);
  const facts = { digest, previousDigest: previous.digest, revision: title };
  const rollout = { deploymentId, revision, previousRevision: previous.arn, since: watch.since };
  const end = await waitForVerdict(clients, target, rollout, watch);
  switch (end.state) {
    case "completed":
      await markPassed(clients.images, target, digest);
      return { ...facts, outcome: "released", sentences: [`${target.name} runs ${title}`] };
    case "failed":
      return {
        ...facts,
        outcome: "rolled-back",
        sentences: [...end.reasons, ...(await takeBack(clients, target, rollout, previous))],
      };
    case "superseded":
      return {
        ...facts,
        outcome: "superseded",
        sentences: [`another deployment took the place of ${title}: ${end.by}; nothing was taken back`],
      };
    case "unfinished":
      return {
        ...facts,
        outcome: end.isInterrupted ? "interrupted" : "unfinished",
        sentences: [
          `${end.because}; ECS goes on by itself: ${target.parameter} holds the new digest, and the service rolls to ${title}`,
          `wait for the verdict with: npx slipway release ${target.environment} ${target.name} ${digest}`,
          `or, once it has ended, go back with: npx slipway release ${target.environment} ${target.name} --rollback`,
        ],
      };
  }
}
