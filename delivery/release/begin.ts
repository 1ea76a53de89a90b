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
  const undo: (() => Promise<void>)[] = [];
  try {
    const stored = await storedDigest(clients, target);
    undo.push(() => storeDigest(clients, target, running.digest ?? stored));
    await storeDigest(clients, target, digest);
    say(`wrote the digest to ${target.parameter}`);
    const revision = await registerRevision(clients, input);
    undo.push(() => retireRevision(clients, revision));
    say(`registered ${revisionTitle(revision)}`);
    return { revision, rolled: await roll(revision) };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}
