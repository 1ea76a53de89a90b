/** Tags of images that were released; a repository's lifecycle keeps what has one. */
export const releasedTagPattern = "released-*";

/**
 * What marks an image that an environment was told to run. No tag may move, so that each release of an image to an
 * environment has one of its own, and the same one again.
 * @param digest `sha256:` and 64 hexadecimal digits
 */
export function releasedTag(environment: string, digest: string): string {
  return releasedTagPattern.replace("*", ofRelease(environment, digest));
}

/** What marks an image whose release ended well: its service runs it, or its job does from its next start on. */
export function passedTag(environment: string, digest: string): string {
  return `passed-${ofRelease(environment, digest)}`;
}

function ofRelease(environment: string, digest: string): string {
  return `${environment}-${digest.slice(7, 19)}`;
}
