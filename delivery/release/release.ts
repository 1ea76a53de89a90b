import { UserError } from "../../running/user-error";
import { begin } from "./begin";
import type { ReleaseClients } from "./clients";
import { storeDigest, storedDigest } from "./digest-store";
import { deploymentUnderWay, previousDigest, retireImage, retireLeftovers, type UnderWay } from "./earlier-deployments";
import { finish } from "./finish";
import { releaseOnHosts, type Wanted } from "./hosts/release-on-hosts";
import { markPassed, markReleased, refuseUnknownImage } from "./released-image";
import type { ReleasedService, ReleaseTarget } from "./released-service";
import type { ReleaseResult, ReleaseWatch } from "./result";
import { activeRevisions, describeRevision, revisionTitle } from "./revisions";
import { findService, rollTo } from "./service-state";
import { storeOnly } from "./store-only";
import { refuseUntried, type Trial } from "./trial";

export interface ReleaseRequest {
  readonly target: ReleaseTarget;
  /** None: the one before. */
  readonly digest: string | undefined;
  /** Nobody asks for them on the way back: that image was here already. */
  readonly trials: readonly Trial[];
}

/** Marks the image, writes the digest, brings it to where the service runs, and waits for what becomes of it. */
export async function release(
  clients: ReleaseClients,
  { target, digest: requested, trials }: ReleaseRequest,
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  if (requested !== undefined) {
    await refuseUnknownImage(clients.images, target, requested);
    await refuseUntried(clients.images, target, trials, requested, watch.say);
  }
  const wanted = { requested, stored: await storedDigest(clients, target) };
  if (target.runtime === "ec2") return releaseOnHosts(clients, target, wanted, watch);
  return target.isJob ? releaseJob(clients, target, wanted, watch) : releaseService(clients, target, wanted, watch);
}

/** Registers the revision that Terraform would, rolls the service, and waits for what ECS says. */
async function releaseService(
  clients: ReleaseClients,
  target: ReleasedService,
  { requested, stored }: Wanted,
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  const service = await findService(clients, target);
  if (service === undefined) return storeOnly(clients, target, requested, stored);

  const underWay = await deploymentUnderWay(clients, target, service);
  if (underWay !== undefined) return resume(clients, target, requested, { ...underWay, stored }, watch);
  const running = await describeRevision(clients, target, service.taskDefinition ?? target.taskFamily);
  await retireLeftovers(clients, target, running, watch.say);
  const digest = requested ?? (await previousDigest(clients, target, running));
  if (digest === running.digest) return unchanged(clients, target, digest, stored);
  if (watch.signal.aborted) return { outcome: "interrupted", digest, sentences: ["nothing was changed"] };

  const begun = await begin(clients, target, digest, running, watch, (revision) => rollTo(clients, target, revision));
  const rollout = { deploymentId: begun.rolled, revision: begun.revision };
  const result = await finish(clients, target, digest, running, rollout, watch);
  return requested === undefined ? withoutTakenBack(clients, target, running.digest, result) : result;
}

/** The image that was taken back is retired, so that the next way back goes further. */
async function withoutTakenBack(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string | undefined,
  result: ReleaseResult,
): Promise<ReleaseResult> {
  if (result.outcome !== "released" || digest === undefined) return result;
  const retired = await retireImage(clients, target, digest);
  return {
    ...result,
    sentences: [...result.sentences, `retired ${retired.join(", ")}, of the image that was taken back`],
  };
}

/** Nothing rolls, and nothing is waited for: whatever starts the job starts the newest revision. */
async function releaseJob(
  clients: ReleaseClients,
  target: ReleasedService,
  { requested, stored }: Wanted,
  watch: ReleaseWatch,
): Promise<ReleaseResult> {
  const [newest] = await activeRevisions(clients, target);
  if (newest === undefined) return storeOnly(clients, target, requested, stored);
  const latest = await describeRevision(clients, target, newest);
  const digest = requested ?? (await previousDigest(clients, target, latest));
  if (digest === latest.digest) return unchanged(clients, target, digest, stored);
  if (watch.signal.aborted) return { outcome: "interrupted", digest, sentences: ["nothing was changed"] };
  const { revision } = await begin(clients, target, digest, latest, watch, () => Promise.resolve());
  await markPassed(clients.images, target, digest);
  const title = revisionTitle(revision);
  const result: ReleaseResult = {
    outcome: "released",
    digest,
    ...(latest.digest === undefined ? {} : { previousDigest: latest.digest }),
    revision: title,
    sentences: [`${target.name} runs ${title} from its next start on; a task that runs goes on`],
  };
  return requested === undefined ? withoutTakenBack(clients, target, latest.digest, result) : result;
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

async function unchanged(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string,
  stored: string,
): Promise<ReleaseResult> {
  await markReleased(clients.images, target, digest);
  await markPassed(clients.images, target, digest);
  if (stored === digest) return { outcome: "unchanged", digest, sentences: ["this digest runs already"] };
  await storeDigest(clients, target, digest);
  return {
    outcome: "unchanged",
    digest,
    sentences: [`this digest runs already; ${target.parameter} said ${stored}, and is corrected`],
  };
}
