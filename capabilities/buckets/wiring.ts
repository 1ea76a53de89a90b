import type { Construct } from "constructs";
import { DataBucket } from "../../constructs/s3/data-bucket";
import type { BucketPlan } from "./plan";

/** What programs keep outlives the runtime. */
export function wireBuckets(base: Construct, buckets: readonly BucketPlan[], kmsKeyArn: string): void {
  for (const { name, bucketName, keptVersionDays } of buckets) {
    new DataBucket(base, `bucket-${name}`, { name: bucketName, keptVersionDays, kmsKeyArn });
  }
}
