import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack } from "cdktf";
import { expect, test } from "vitest";
import { synthesize } from "../test/helpers/synthesize";
import { byDesign, designsIn } from "./by-design";

const reason = { rules: ["CKV_AWS_144"], because: "nobody asked for a copy", compensatedBy: "versions" };

test("a reason bears the path of its resource, and what is given with its references as they are written", () => {
  let stack: TerraformStack | undefined;
  synthesize((scope) => {
    const logs = new S3Bucket(scope, "logs", { bucket: "shop-logs" });
    const bucket = new S3Bucket(scope, "bucket", { bucket: logs.bucket });
    byDesign(bucket, { ...reason, seen: [{ bucket: logs.bucket, tags: undefined }] });
    stack = TerraformStack.of(scope);
  });
  expect(stack && designsIn(stack)).toEqual([
    { ...reason, constructPath: `${stack?.node.path}/bucket`, seen: [{ bucket: "${aws_s3_bucket.logs.bucket}" }] },
  ]);
});
