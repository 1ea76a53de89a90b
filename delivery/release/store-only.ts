import { UserError } from "../../running/user-error";
import type { ReleaseClients } from "./clients";
import { storeDigest } from "./digest-store";
import { markReleased } from "./released-image";
import type { ReleasedImage } from "./released-service";
import type { ReleaseResult } from "./result";

/** For the first apply, where nothing runs that would have to follow. */
export async function storeOnly(
  clients: ReleaseClients,
  target: ReleasedImage,
  requested: string | undefined,
  stored: string,
): Promise<ReleaseResult> {
  if (requested === undefined) {
    throw new UserError(`${target.name} does not run in ${target.environment}, so there is nothing to go back from`);
  }
  await markReleased(clients.images, target, requested);
  if (stored !== requested) await storeDigest(clients, target, requested);
  const sentence = `${target.name} does not run in ${target.environment} yet: applying the runtime stack ${target.environment} starts it with this digest`;
  return { outcome: "stored", digest: requested, sentences: [sentence] };
}
