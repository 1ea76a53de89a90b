import { S3ServiceException } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { aReading } from "../../test/helpers/reading";
import { buckets } from "./buckets";

function refuse(name: string) {
  return (): object => {
    throw new S3ServiceException({ name, $fault: "client", $metadata: {} });
  };
}

const bare = {
  ListBuckets: { Buckets: [{ Name: "stranger" }] },
  GetPublicAccessBlock: refuse("NoSuchPublicAccessBlockConfiguration"),
  GetBucketEncryption: refuse("ServerSideEncryptionConfigurationNotFoundError"),
  GetBucketVersioning: {},
  GetBucketOwnershipControls: refuse("OwnershipControlsNotFoundError"),
  GetBucketPolicy: refuse("NoSuchBucketPolicy"),
};

describe("a bucket", () => {
  test("is open where S3 knows none of the settings", async () => {
    expect(await buckets.found(aReading(bare))).toEqual([
      "bucket stranger: public access lists blocked off",
      "bucket stranger: public policies blocked off",
      "bucket stranger: public access lists ignored off",
      "bucket stranger: public buckets restricted off",
      "bucket stranger: encryption none",
      "bucket stranger: versioning off",
      "bucket stranger: ownership none",
    ]);
  });

  test("cannot be judged where S3 refuses to answer", async () => {
    const reading = aReading({ ...bare, GetBucketPolicy: refuse("AccessDenied") });
    await expect(buckets.found(reading)).rejects.toThrow(S3ServiceException);
  });
});
