import { digestPattern } from "../../model/image-digest";
import { UserError } from "../../running/user-error";

/**
 * The digest in an argument: alone, or at the end of the reference that `docker inspect` prints.
 * @param repository what the service's images are named, registry included
 * @throws UserError where it is neither, or names another repository
 */
export function requestedDigest(text: string, repository: string): string {
  const [digest = "", ...named] = text.trim().split("@").reverse();
  if (!new RegExp(digestPattern).test(digest)) {
    throw new UserError(
      `${text} is no image digest; give sha256: and 64 hexadecimal digits, alone or as ${repository}@sha256:...`,
    );
  }
  const name = named.join("@");
  if (name !== "" && name !== repository) {
    throw new UserError(`${name} is not where the service's images are; that is ${repository}`);
  }
  return digest;
}

/** The digest that a container's image is pinned to, if it is. */
export function digestOfImage(image: string | undefined): string | undefined {
  const digest = image?.split("@")[1];
  return digest !== undefined && new RegExp(digestPattern).test(digest) ? digest : undefined;
}
