import type { Rule } from "../../rule";
import { type Resource, refersTo, resourcesOfType } from "../../template";

const switches = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] as const;

export const bucketPublicAccessBlock: Rule = {
  id: "bucket-public-access-block",
  severity: "HIGH",
  title: "Buckets block every kind of public access",
  why: "with the block, a later policy or ACL cannot open the bucket by mistake",
  evaluate: (template) => {
    const blocks = resourcesOfType(template, "aws_s3_bucket_public_access_block");
    return resourcesOfType(template, "aws_s3_bucket")
      .filter((bucket) => !blocks.some((block) => refersTo(block.body.bucket, bucket) && blocksEverything(block)))
      .map((resource) => ({
        resource,
        message: "the bucket does not block public access",
        remedy: `add an aws_s3_bucket_public_access_block with ${switches.join(", ")}`,
      }));
  },
};

function blocksEverything({ body }: Resource): boolean {
  return switches.every((name) => body[name] === true);
}
