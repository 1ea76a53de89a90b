import { ECRServiceException } from "@aws-sdk/client-ecr";
import { expect, test } from "vitest";
import { answering, testSettings } from "../../test/helpers/answering";
import { releaseClients } from "./clients";
import { markReleased } from "./released-image";

const digest = `sha256:${"a1".repeat(32)}`;
const target = { environment: "staging", repository: "shop-agent" };
const taken = new ECRServiceException({
  name: "ImageTagAlreadyExistsException",
  message: "the tag is taken",
  $fault: "client",
  $metadata: {},
});

/** @param bearer digest of the image that has the tag already */
function marked(bearer: string | undefined): Promise<void> {
  const image = { imageId: { imageDigest: bearer ?? digest }, imageManifest: "{}" };
  const { images } = answering(releaseClients(testSettings), {
    BatchGetImage: { images: [image] },
    PutImage: (input) => {
      expect(input).toMatchObject({ imageDigest: digest, imageTag: "released-staging-a1a1a1a1a1a1" });
      if (bearer !== undefined) throw taken;
      return {};
    },
  });
  return markReleased(images, target, digest);
}

test("an image is marked once, and a mark that another image bears is no mark", async () => {
  await marked(undefined);
  await marked(digest);
  await expect(marked(`sha256:${"0".repeat(64)}`)).rejects.toThrow("the tag is taken");
});

test("an image that is not there cannot be marked", async () => {
  const { images } = answering(releaseClients(testSettings), {
    BatchGetImage: { images: [], failures: [{ failureCode: "ImageNotFound" }] },
  });
  await expect(markReleased(images, target, digest)).rejects.toThrow(
    `shop-agent holds no image ${digest}; push it first`,
  );
});
