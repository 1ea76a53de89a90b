import { createHash } from "node:crypto";
import {
  CompleteLayerUploadCommand,
  type ECRClient,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from "@aws-sdk/client-ecr";

/**
 * Pushes an image of nothing but its tag as container engines do, its parts before what lists them.
 * @returns its digest, another one for each tag
 */
export async function pushImage(client: ECRClient, repositoryName: string, imageTag: string): Promise<string> {
  const content = Buffer.from(JSON.stringify({ imageTag }));
  const { uploadId } = await client.send(new InitiateLayerUploadCommand({ repositoryName }));
  const part = { partFirstByte: 0, partLastByte: content.length - 1, layerPartBlob: content };
  await client.send(new UploadLayerPartCommand({ repositoryName, uploadId, ...part }));
  const blob = { digest: digestOf(content), size: content.length };
  await client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [blob.digest] }));
  const imageManifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.image.config.v1+json", ...blob },
    layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", ...blob }],
  });
  await client.send(new PutImageCommand({ repositoryName, imageManifest, imageTag }));
  return digestOf(imageManifest);
}

function digestOf(content: string | Buffer): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
