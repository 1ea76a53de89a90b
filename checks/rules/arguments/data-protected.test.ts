import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { dataProtected as rule } from "./data-protected";

const ofStack = (stack: string, body: JsonObject = {}) => ({ ...body, "//": { metadata: { path: `${stack}/data` } } });

function reported(resources: JsonObject, deletionProtection = true) {
  return faults(rule, resources, {}, [planEnvironment(anEnvironment({ deletionProtection }))]);
}

test("passes data that Terraform refuses to destroy, and what holds none", () => {
  const lifecycle = { prevent_destroy: true };
  expect(reported({ aws_s3_bucket: { logs: { lifecycle } }, aws_vpc: { network: {} } })).toEqual([]);
});

test.each<JsonObject>([{}, { lifecycle: { prevent_destroy: false } }, { lifecycle: { ignore_changes: ["bucket"] } }])(
  "reports a bucket with %j",
  (body) => {
    expect(reported({ aws_s3_bucket: { logs: body } })).toEqual([
      "aws_s3_bucket.logs: Terraform may destroy it with all that is in it",
    ]);
  },
);

test("passes data of an environment that may be destroyed, but not that of its account", () => {
  const resources = {
    aws_s3_bucket: { logs: ofStack("staging-base") },
    aws_ecr_repository: { images: ofStack("account-shop") },
  };
  expect(reported(resources, false)).toEqual([
    "aws_ecr_repository.images: Terraform may destroy it with all that is in it",
  ]);
});
