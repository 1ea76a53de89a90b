import { type ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";

/** @returns the digest of an image that differs from those of other numbers */
export async function pushImage(images: ECRClient, repositoryName: string, number: number): Promise<string> {
  const blob = { digest: `sha256:${String(number).repeat(64).slice(0, 64)}`, size: 2 };
  const imageManifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.image.config.v1+json", ...blob },
    layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", ...blob }],
  });
  const { image } = await images.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: `v${number}` }));
  if (image?.imageId?.imageDigest === undefined) throw new Error("no image was made");
  return image.imageId.imageDigest;
}
