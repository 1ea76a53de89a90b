import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anAccount, anEnvironment } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { bucketKeptAsPlanned as rule } from "./bucket-kept-as-planned";

const account = anAccount({ buckets: { artifacts: { keptVersionDays: 30 } } });
const plans = [planEnvironment(anEnvironment({ buckets: { uploads: { keptVersionDays: 30 } } }, account))];
const artifacts = "slipway-shop-artifacts-123456789012";
const uploads = "shop-staging-uploads-123456789012";
const logs = "shop-staging-alb-logs-123456789012";

function reported(name: string, lifecycle: JsonObject, algorithm = "aws:kms") {
  const bucket = "${aws_s3_bucket.kept.id}";
  const encryption = [{ apply_server_side_encryption_by_default: { sse_algorithm: algorithm } }];
  const resources = {
    aws_s3_bucket: { kept: { bucket: name } },
    aws_s3_bucket_lifecycle_configuration: { kept: { bucket, rule: [lifecycle] } },
    aws_s3_bucket_server_side_encryption_configuration: { kept: { bucket, rule: encryption } },
  };
  return faults(rule, resources, {}, plans);
}

const versions = (days: number) => ({ noncurrent_version_expiration: [{ noncurrent_days: days }] });
const everything = (days: number) => ({ expiration: [{ days }] });

test("passes data that only its versions leave, and logs that go after a while", () => {
  expect(reported(uploads, versions(30))).toEqual([]);
  expect(reported(logs, { ...versions(1), ...everything(90) }, "AES256")).toEqual([]);
});

test("reports data that goes by itself, or sooner than is planned, or lies under Amazon's key", () => {
  expect(reported(uploads, everything(90))).toEqual(["aws_s3_bucket.kept: the lifecycle deletes what is in it"]);
  expect(reported(uploads, versions(1))).toEqual(["aws_s3_bucket.kept: old versions go after 1 days"]);
  expect(reported(uploads, {}, "AES256")).toEqual(["aws_s3_bucket.kept: data is not under the environment's key"]);
});

test("reports logs that are gone before somebody asks for them", () => {
  expect(reported(logs, everything(1))).toEqual(["aws_s3_bucket.kept: logs go after 1 days"]);
});

test("holds the account's buckets to the same, under Amazon's key as they belong to no environment", () => {
  expect(reported(artifacts, versions(30), "AES256")).toEqual([]);
  expect(reported(artifacts, everything(90), "AES256")).toEqual([
    "aws_s3_bucket.kept: the lifecycle deletes what is in it",
  ]);
  expect(reported(artifacts, versions(1), "AES256")).toEqual(["aws_s3_bucket.kept: old versions go after 1 days"]);
});
