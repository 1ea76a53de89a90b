import { objectsOf } from "../../../model/json";
import type { Plans } from "../../arguments/allowed";
import type { Fault, Rule } from "../../rule";
import { type Resource, refersTo, resourcesOfType, type Template } from "../../template";

export const bucketKeptAsPlanned: Rule = {
  id: "bucket-kept-as-planned",
  severity: "HIGH",
  title: "What programs keep stays until they delete it, and under the environment's key",
  why: "a lifecycle that deletes logs after a while would delete data likewise; no scanner knows which bucket is which",
  evaluate: (template, plans) => [
    ...plans.flatMap(({ capabilities: { buckets } }) =>
      buckets.resources.flatMap(({ bucketName, keptVersionDays }) => {
        const bucket = bucketNamed(template, bucketName);
        return bucket === undefined
          ? []
          : [...ofData(template, bucket, keptVersionDays), ...underAmazonsKey(template, bucket)];
      }),
    ),
    ...accountBuckets(plans).flatMap(({ name, keptVersionDays }) => {
      const bucket = bucketNamed(template, name);
      return bucket === undefined ? [] : ofData(template, bucket, keptVersionDays);
    }),
    ...plans.flatMap(({ loadBalancer }) => {
      const bucket = loadBalancer && bucketNamed(template, loadBalancer.logsBucket);
      return bucket === undefined ? [] : ofLogs(template, bucket);
    }),
  ],
};

/** Time enough to look into what somebody notices late. */
const leastLogDays = 90;

function ofData(template: Template, bucket: Resource, keptVersionDays: number): readonly Fault[] {
  const rules = lifecycleRules(template, bucket);
  const versions = rules.flatMap(({ noncurrent_version_expiration: expiration }) => objectsOf(expiration));
  return [
    ...rules
      .filter(({ expiration }) => objectsOf(expiration).length > 0)
      .map(() => fault(bucket, "the lifecycle deletes what is in it", "leave deleting to those who use it")),
    ...versions
      .filter(({ noncurrent_days: days }) => days !== keptVersionDays)
      .map(({ noncurrent_days: days }) =>
        fault(bucket, `old versions go after ${String(days)} days`, `keep them for ${keptVersionDays}, as is planned`),
      ),
  ];
}

function underAmazonsKey(template: Template, bucket: Resource): readonly Fault[] {
  return resourcesOfType(template, "aws_s3_bucket_server_side_encryption_configuration")
    .filter(({ body }) => refersTo(body.bucket, bucket))
    .flatMap(({ body }) => objectsOf(body.rule))
    .flatMap(({ apply_server_side_encryption_by_default: settings }) => objectsOf(settings))
    .filter(({ sse_algorithm: algorithm }) => algorithm !== "aws:kms")
    .map(() => fault(bucket, "data is not under the environment's key", "set aws:kms with that key"));
}

/** Each once: all plans of one account's environments have them. */
function accountBuckets(plans: Plans) {
  return [...new Map(plans.flatMap(({ account }) => account.buckets.map((one) => [one.name, one]))).values()];
}

function ofLogs(template: Template, bucket: Resource): readonly Fault[] {
  return lifecycleRules(template, bucket)
    .flatMap(({ expiration }) => objectsOf(expiration))
    .filter(({ days }) => typeof days !== "number" || days < leastLogDays)
    .map(({ days }) => fault(bucket, `logs go after ${String(days)} days`, `keep them for ${leastLogDays}`));
}

function bucketNamed(template: Template, name: string): Resource | undefined {
  return resourcesOfType(template, "aws_s3_bucket").find(({ body }) => body.bucket === name);
}

function lifecycleRules(template: Template, bucket: Resource) {
  return resourcesOfType(template, "aws_s3_bucket_lifecycle_configuration")
    .filter(({ body }) => refersTo(body.bucket, bucket))
    .flatMap(({ body }) => objectsOf(body.rule));
}

function fault(resource: Resource, message: string, remedy: string): Fault {
  return { resource, message, remedy };
}
