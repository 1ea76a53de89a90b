import { isDeepStrictEqual } from "node:util";
import type { Service } from "@aws-sdk/client-ecs";
import { UserError } from "../../running/user-error";
import type { ReleaseClients } from "./clients";
import type { ReleasedService } from "./released-service";
import {
  activeRevisions,
  describeRevision,
  type Revision,
  retireRevision,
  revisionNumber,
  withImage,
} from "./revisions";
import { primaryDeployment } from "./rollout";
import { isUnderWay, shiftOf } from "./shift";

/** The deployment that was under way when the command began. */
export interface UnderWay {
  readonly deploymentId: string;
  readonly revision: Revision;
  readonly previous: Revision;
}

/** @returns nothing where the service stands still */
export async function deploymentUnderWay(
  clients: ReleaseClients,
  target: ReleasedService,
  service: Service,
): Promise<UnderWay | undefined> {
  const primary = primaryDeployment(service);
  if (primary?.id === undefined) return undefined;
  const moves =
    target.bakeMinutes === undefined
      ? primary.rolloutState === "IN_PROGRESS"
      : isUnderWay(await shiftOf(clients, target, primary.id));
  if (!moves) return undefined;
  const old = service.deployments?.find(({ id }) => id !== primary.id) ?? primary;
  const [revision, previous] = await Promise.all(
    [primary, old].map(({ taskDefinition = "" }) => describeRevision(clients, target, taskDefinition)),
  );
  if (revision === undefined || previous === undefined) return undefined;
  return { deploymentId: primary.id, revision, previous };
}

/**
 * Retires what an interrupted release has left: revisions newer than the one that runs, of another image and the same
 * otherwise. Terraform would follow them.
 * @throws UserError where a newer one differs in more, as Terraform's own does
 */
export async function retireLeftovers(
  clients: ReleaseClients,
  target: ReleasedService,
  running: Revision,
  say: (line: string) => void,
): Promise<void> {
  for (const arn of await activeRevisions(clients, target)) {
    if (revisionNumber(arn) <= revisionNumber(running.arn)) return;
    const newer = await describeRevision(clients, target, arn);
    if (!isSameButForImage(running, newer, target.container)) {
      throw new UserError(
        `${newer.title} is newer than ${running.title}, which runs, and differs in more than its image; apply the runtime stack first`,
      );
    }
    say(`retires ${newer.title}, which an interrupted release has left`);
    await retireRevision(clients, arn);
  }
}

function isSameButForImage(left: Revision, right: Revision, container: string): boolean {
  return isDeepStrictEqual(withImage(left, container, "any"), withImage(right, container, "any"));
}

/**
 * The digest before the one that runs, of the revisions that are not retired: a release that failed has retired its own,
 * so that nobody returns to it.
 */
export async function previousDigest(
  clients: ReleaseClients,
  target: ReleasedService,
  running: Revision,
): Promise<string> {
  for (const arn of await activeRevisions(clients, target)) {
    if (revisionNumber(arn) >= revisionNumber(running.arn)) continue;
    const { digest } = await describeRevision(clients, target, arn);
    if (digest !== undefined && digest !== running.digest) return digest;
  }
  throw new UserError(
    `${target.taskFamily} has no revision of another image before ${running.title}; release a digest instead`,
  );
}

/** @returns the revisions of an image that was taken back, now retired: the next rollback goes further back */
export async function retireImage(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string,
): Promise<readonly string[]> {
  const retired: string[] = [];
  for (const arn of await activeRevisions(clients, target)) {
    const revision = await describeRevision(clients, target, arn);
    if (revision.digest !== digest) continue;
    await retireRevision(clients, arn);
    retired.push(revision.title);
  }
  return retired;
}
