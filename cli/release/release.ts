import { UserError } from "../user-error";
import type { ReleaseClients } from "./clients";
import { refuseUnknownImage, storeDigest, storedDigest } from "./digest-store";
import type { ReleasedService } from "./released-service";
import {
  describeRevision,
  type Revision,
  registerRevision,
  retireRevision,
  revisionTitle,
  withImage,
} from "./revisions";
import type { Rollout } from "./rollout";
import { findService, rollTo } from "./service-state";
import { deploymentUnderWay, previousDigest, retireImage, retireLeftovers, type UnderWay } from "./situation";
import { takeBack } from "./take-back";
import { type Patience, waitForVerdict } from "./wait";

export interface ReleaseRequest {
  readonly target: ReleasedService;
  /** None: the one before. */
  readonly digest: string | undefined;
}

export interface ReleaseWatch extends Patience {
  /** When the command began: older events are none of its business. */
  readonly since: Date;
  readonly say: (line: string) => void;
}

/** `stored`: there is no service yet, and its first apply reads the digest. */
export type ReleaseOutcome =
  | "released"
  | "unchanged"
  | "stored"
  | "rolled-back"
  | "superseded"
  | "unfinished"
  | "interrupted";

export interface ReleaseResult {
  readonly outcome: ReleaseOutcome;
  readonly digest: string;
  /** What ran before. */
  readonly previousDigest?: string;
  readonly revision?: string;
  /** What to know and what to do, one sentence each. */
  readonly sentences: readonly string[];
}

/** Writes the digest, registers the revision that Terraform would, rolls the service, and waits for what ECS says. */
export async function release(
  clients: ReleaseClients,
  { target, digest: requested }: ReleaseRequest,
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  if (requested !== undefined) await refuseUnknownImage(clients, target, requested);
  const stored = await storedDigest(clients, target);
  const service = await findService(clients, target);
  if (service === undefined) return storeOnly(clients, target, requested, stored);

  const underWay = await deploymentUnderWay(clients, target, service);
  if (underWay !== undefined) return resume(clients, target, requested, { ...underWay, stored }, watch);
  const running = await describeRevision(clients, target, service.taskDefinition ?? target.taskFamily);
  await retireLeftovers(clients, target, running, watch.say);
  const digest = requested ?? (await previousDigest(clients, target, running));
  if (requested === undefined) await refuseUnknownImage(clients, target, digest);
  if (digest === running.digest) return unchanged(clients, target, digest, stored);
  if (watch.signal.aborted) return { outcome: "interrupted", digest, sentences: ["nothing was changed"] };

  const begun = await begin(clients, target, digest, running, watch);
  const result = await finish(clients, target, digest, running, begun, watch);
  if (requested !== undefined || result.outcome !== "released" || running.digest === undefined) return result;
  const retired = await retireImage(clients, target, running.digest);
  return {
    ...result,
    sentences: [...result.sentences, `retired ${retired.join(", ")}, of the image that was taken back`],
  };
}

/** An interrupted release of the same digest goes on; any other deployment is in the way. */
async function resume(
  clients: ReleaseClients,
  target: ReleasedService,
  requested: string | undefined,
  { deploymentId, revision, previous, stored }: UnderWay & { readonly stored: string },
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  if (requested === undefined || revision.digest !== requested || stored !== requested) {
    throw new UserError(
      `a deployment of ${target.name} to ${revision.title} is under way; wait until it has ended, then try again`,
    );
  }
  watch.say(`${requested} is being deployed already: waits for the verdict`);
  return finish(clients, target, requested, previous, { deploymentId, revision: revision.arn }, watch);
}

async function storeOnly(
  clients: ReleaseClients,
  target: ReleasedService,
  requested: string | undefined,
  stored: string,
): Promise<ReleaseResult> {
  if (requested === undefined) {
    throw new UserError(`${target.name} does not run in ${target.environment}, so there is nothing to go back from`);
  }
  if (stored !== requested) await storeDigest(clients, target, requested);
  const sentence = `${target.name} does not run in ${target.environment} yet: applying the runtime stack ${target.environment} starts it with this digest`;
  return { outcome: "stored", digest: requested, sentences: [sentence] };
}

async function unchanged(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string,
  stored: string,
): Promise<ReleaseResult> {
  if (stored === digest) return { outcome: "unchanged", digest, sentences: ["this digest runs already"] };
  await storeDigest(clients, target, digest);
  return {
    outcome: "unchanged",
    digest,
    sentences: [`this digest runs already; ${target.parameter} said ${stored}, and is corrected`],
  };
}

type Begun = Pick<Rollout, "deploymentId" | "revision">;

/** All or nothing: where a step is refused, the ones before it are undone. */
async function begin(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string,
  running: Revision,
  { say }: ReleaseWatch,
): Promise<Begun> {
  const image = `${target.imageName}@${digest}`;
  const input = withImage(running, target.container, image);
  const undo: (() => Promise<void>)[] = [];
  try {
    const stored = await storedDigest(clients, target);
    undo.push(() => storeDigest(clients, target, running.digest ?? stored));
    await storeDigest(clients, target, digest);
    say(`wrote the digest to ${target.parameter}`);
    const revision = await registerRevision(clients, input);
    undo.push(() => retireRevision(clients, revision));
    say(`registered ${revisionTitle(revision)}`);
    const deploymentId = await rollTo(clients, target, revision);
    return { deploymentId, revision };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function finish(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string,
  previous: Revision,
  { deploymentId, revision }: Begun,
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  const title = revisionTitle(revision);
  const facts = { digest, previousDigest: previous.digest, revision: title };
  const rollout = { deploymentId, revision, previousRevision: previous.arn, since: watch.since };
  const end = await waitForVerdict(clients, target, rollout, watch);
  switch (end.state) {
    case "completed":
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
