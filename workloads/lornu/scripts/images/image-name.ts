import { UserError } from "../../../../running/user-error";

export interface ImageName {
  /** Such as ghcr.io, or 127.0.0.1:5000 */
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

export const dockerHub = "docker.io";

const pattern =
  /^(?:(?<host>[^/]*[.:][^/]*|localhost)\/)?(?<repository>[a-z0-9][a-z0-9._/-]*):(?<tag>[\w][\w.-]{0,127})$/;

/** As the engines read it: without a host it is Docker Hub's, and there one word is an official image. */
export function parseImageName(reference: string): ImageName {
  const { host = dockerHub, repository, tag } = pattern.exec(reference)?.groups ?? {};
  if (repository === undefined || tag === undefined) {
    throw new UserError(`${reference} is not the name of an image with a tag; write it as python:3.11-slim`);
  }
  const isOfficial = host === dockerHub && !repository.includes("/");
  return { host, repository: isOfficial ? `library/${repository}` : repository, tag };
}

/** With a digest the tag is left out: it says nothing more, and buildah refuses both. */
export function pinnedName({ host, repository, tag }: ImageName, digest: string | null): string {
  return `${host}/${repository}${digest === null ? `:${tag}` : `@${digest}`}`;
}
