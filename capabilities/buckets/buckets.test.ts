import { describe, expect, test } from "vitest";
import { planEnvironment } from "../../model/plan/environment-plan";
import { isReference } from "../../model/plan/planned-text";
import { testBadInputs } from "../../test/helpers/bad-input";
import { anEnvironment, aService } from "../../test/helpers/environments";
import { baseTemplate } from "../../test/helpers/stack-templates";

const uploads = { buckets: { uploads: { keptVersionDays: 7 } } };
const name = "shop-staging-uploads-123456789012";

testBadInputs({
  "a bucket's name that leaves no room for the account's id": {
    part: "alerts:",
    bad: "buckets: { a23456789012345678: {} }\nalerts:",
    fault:
      "14:12 buckets.a23456789012345678: a bucket is named with at most 17 lower-case letters, digits and single inner hyphens, starting with a letter",
    good: "buckets: { a2345678901234567: {} }\nalerts:",
  },
});

describe("a service that uses a bucket", () => {
  const plan = planEnvironment(anEnvironment({ ...uploads, services: { agent: aService({ uses: ["uploads"] }) } }));
  const [agent] = plan.services;
  const statements = agent?.role.statements.filter(({ sid }) => /Object/.test(sid)) ?? [];

  test("is told its name", () => {
    expect(agent?.task.containers[0]?.environment).toMatchObject({ UPLOADS_BUCKET: name });
  });

  test("may use its objects, and the environment's key through S3 alone", () => {
    expect(statements).toEqual([
      expect.objectContaining({ resources: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`] }),
      expect.objectContaining({ conditions: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } }),
    ]);
    expect(statements[1]?.resources.every(isReference)).toBe(true);
  });
});

test("a service that does not use it may do nothing with it", () => {
  const [agent] = planEnvironment(anEnvironment(uploads)).services;
  expect(JSON.stringify(agent?.role.statements)).not.toContain("s3:");
});

test("stands in the base stack: private, with versions, under the environment's key, and kept from being destroyed", () => {
  const template = baseTemplate(anEnvironment(uploads));
  const own = template.resources("aws_s3_bucket").filter(({ bucket }) => bucket === name);
  expect(own).toEqual([expect.objectContaining({ lifecycle: { prevent_destroy: true } })]);
  expect(template.resources("aws_s3_bucket_public_access_block")).toHaveLength(2);
  expect(template.resources("aws_s3_bucket_versioning")).toHaveLength(2);
  expect(JSON.stringify(template.resources("aws_s3_bucket_server_side_encryption_configuration"))).toContain("aws:kms");
  expect(JSON.stringify(template.resources("aws_s3_bucket_lifecycle_configuration"))).toContain('"noncurrent_days":7');
});
