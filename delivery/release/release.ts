import { UserError } from "../../running/user-error";
import { begin } from "./begin";
import type { ReleaseClients } from "./clients";
import { refuseUnknownImage, storeDigest, storedDigest } from "./digest-store";
import { deploymentUnderWay, previousDigest, retireImage, retireLeftovers, type UnderWay } from "./earlier-deployments";
import { finish } from "./finish";
import type { ReleasedService } from "./released-service";
import type { ReleaseResult, ReleaseWatch } from "./result";
import { describeRevision } from "./revisions";
import { findService } from "./service-state";

export interface ReleaseRequest {
  readonly target: ReleasedService;
  /** None: the one before. */
  readonly digest: string | undefined;
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
