import { UserError } from "../../running/user-error";
import type { ReleaseClients } from "./clients";
import { storeDigest } from "./digest-store";
import type { ReleasedService } from "./released-service";
import { type Revision, retireRevision, revisionTitle } from "./revisions";
import type { Rollout } from "./rollout";
import { findService, rollTo } from "./service-state";

/**
 * Leaves AWS as it was before a release that failed: Terraform reads the digest that runs, and follows the revision
 * that runs.
 * @returns what was done
 */
export async function takeBack(
  clients: ReleaseClients,
  target: ReleasedService,
  { revision, previousRevision }: Pick<Rollout, "revision" | "previousRevision">,
  previous: Pick<Revision, "digest" | "title">,
): Promise<readonly string[]> {
  const { digest } = previous;
  if (digest === undefined) {
    throw new UserError(`${previous.title} names its image without a digest; write one to ${target.parameter} by hand`);
  }
  const service = await findService(clients, target);
  // The circuit breaker does this by itself; without it, the tasks that fail would stay.
  if (service?.taskDefinition === revision) await rollTo(clients, target, previousRevision);
  await storeDigest(clients, target, digest);
  await retireRevision(clients, revision);
  return [
    `${target.parameter} holds ${digest} again, ${revisionTitle(revision)} is retired, and ${previous.title} runs`,
  ];
}
