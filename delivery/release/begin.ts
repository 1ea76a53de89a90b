import { UserError } from "../../running/user-error";
import { awsFailure } from "../aws/aws-failure";
import type { ReleaseClients } from "./clients";
import { storeDigest, storedDigest } from "./digest-store";
import { markReleased } from "./released-image";
import type { ReleasedService } from "./released-service";
import type { ReleaseWatch } from "./result";
import { type Revision, registerRevision, retireRevision, revisionTitle, withImage } from "./revisions";

/**
 * All or nothing: where a step is refused, the ones before it are undone. The mark of the image stays: it goes before what
 * would run the image, and a release may delete no image.
 * @param roll what has to follow the new revision
 */
export async function begin<Rolled>(
  clients: ReleaseClients,
  target: ReleasedService,
  digest: string,
  running: Revision,
  { say }: Pick<ReleaseWatch, "say">,
  roll: (revision: string) => Promise<Rolled>,
): Promise<{ readonly revision: string; readonly rolled: Rolled }> {
  const image = `${target.imageName}@${digest}`;
  const input = withImage(running, target.container, image);
  await markReleased(clients.images, target, digest);
  const undo: Undo[] = [];
  try {
    const stored = await storedDigest(clients, target);
    const before = running.digest ?? stored;
    undo.push({ by: `write ${before} to ${target.parameter}`, step: () => storeDigest(clients, target, before) });
    await storeDigest(clients, target, digest);
    say(`wrote the digest to ${target.parameter}`);
    const revision = await registerRevision(clients, input);
    const title = revisionTitle(revision);
    undo.push({ by: `deregister ${title}`, step: () => retireRevision(clients, revision) });
    say(`registered ${title}`);
    return { revision, rolled: await roll(revision) };
  } catch (error) {
    throw await undone(undo, error);
  }
}

interface Undo {
  /** What a person does where the step fails too. */
  readonly by: string;
  readonly step: () => Promise<void>;
}

/** The newest first. @returns the error, with what is left to be done by hand */
async function undone(undo: readonly Undo[], error: unknown): Promise<unknown> {
  const left: string[] = [];
  for (const { by, step } of undo.toReversed()) {
    await step().catch(() => left.push(by));
  }
  const failure = awsFailure(error);
  if (left.length === 0 || !(failure instanceof Error)) return error;
  return new UserError(`${failure.message}; not all of it could be undone, so by hand: ${left.join(", then ")}`);
}
