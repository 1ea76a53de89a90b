import { BatchGetImageCommand, type ECRClient, type ImageIdentifier, PutImageCommand } from "@aws-sdk/client-ecr";
import { passedTag, releasedTag } from "../../model/released-tag";
import { UserError } from "../../running/user-error";
import { isNamed } from "../aws/aws-failure";
import type { ReleasedImage } from "./released-service";

type Holder = Pick<ReleasedImage, "environment" | "repository">;

/** @throws UserError where the registry does not hold the image */
export async function refuseUnknownImage(images: ECRClient, { repository }: Holder, digest: string): Promise<void> {
  await findImage(images, repository, { imageDigest: digest });
}

/** What the digest is of, byte for byte. */
export async function imageManifest(
  images: ECRClient,
  { repository }: Pick<Holder, "repository">,
  imageDigest: string,
): Promise<string> {
  return (await findImage(images, repository, { imageDigest })).imageManifest ?? "";
}

/**
 * Gives what is to run a tag that the repository's lifecycle keeps. An image that is asked for by its digest comes as it was
 * pushed (Amazon ECR User Guide, "Container image manifest format support"), and ECR refuses it under another digest.
 */
export async function markReleased(images: ECRClient, holder: Holder, digest: string): Promise<void> {
  await mark(images, holder, digest, releasedTag(holder.environment, digest));
}

/** Lets environments that are promoted from this one have the image. */
export async function markPassed(images: ECRClient, holder: Holder, digest: string): Promise<void> {
  await mark(images, holder, digest, passedTag(holder.environment, digest));
}

export async function hasPassed(
  images: ECRClient,
  { environment, repository: repositoryName }: Holder,
  digest: string,
): Promise<boolean> {
  const imageIds = [{ imageTag: passedTag(environment, digest) }];
  const { images: found = [] } = await images.send(new BatchGetImageCommand({ repositoryName, imageIds }));
  return found.some(({ imageId }) => imageId?.imageDigest === digest);
}

async function mark(
  images: ECRClient,
  { repository: repositoryName }: Holder,
  imageDigest: string,
  imageTag: string,
): Promise<void> {
  const { imageManifest, imageManifestMediaType } = await findImage(images, repositoryName, { imageDigest });
  try {
    await images.send(
      new PutImageCommand({ repositoryName, imageManifest, imageManifestMediaType, imageDigest, imageTag }),
    );
  } catch (error) {
    if (!isNamed(error, "ImageAlreadyExistsException", "ImageTagAlreadyExistsException")) throw error;
    const { imageId } = await findImage(images, repositoryName, { imageTag });
    if (imageId?.imageDigest !== imageDigest) throw error;
  }
}

async function findImage(images: ECRClient, repositoryName: string, imageId: ImageIdentifier) {
  try {
    const found = await images.send(new BatchGetImageCommand({ repositoryName, imageIds: [imageId] }));
    const [image] = found.images ?? [];
    if (image !== undefined) return image;
  } catch (error) {
    if (!isNamed(error, "RepositoryNotFoundException")) throw error;
    throw new UserError(`there is no repository ${repositoryName}; apply the account stack first, then push the image`);
  }
  throw new UserError(`${repositoryName} holds no image ${imageId.imageDigest ?? imageId.imageTag}; push it first`);
}
