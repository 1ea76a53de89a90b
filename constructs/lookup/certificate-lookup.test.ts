import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { CertificateLookup } from "./certificate-lookup";

const template = synthesize((scope) => {
  const after = new DataAwsCallerIdentity(scope, "guard");
  const lookup = new CertificateLookup(scope, "certificate", {
    domain: "staging.example.com",
    zoneName: "example.com",
    after,
  });
  new TerraformOutput(scope, "found", { value: [lookup.zoneId, lookup.certificateArn] });
});

const dependsOnGuard = { depends_on: ["data.aws_caller_identity.guard"] };

test("makes nothing", () => {
  expect(template.addresses()).toEqual([
    "data.aws_acm_certificate.certificate_3C59EBE5",
    "data.aws_caller_identity.guard",
    "data.aws_route53_zone.certificate_zone_C2E2D681",
  ]);
});

test("finds the zone by its name, once the base stack is there", () => {
  expect(template.dataSource("aws_route53_zone")).toEqual({ name: "example.com", ...dependsOnGuard });
});

test("finds the newest certificate of the domain that is issued, and none that waits for validation", () => {
  expect(template.dataSource("aws_acm_certificate")).toEqual({
    domain: "staging.example.com",
    statuses: ["ISSUED"],
    most_recent: true,
    ...dependsOnGuard,
  });
});

test("hands on what it found", () => {
  expect(template.outputs().found).toEqual({
    value: [
      reference(template, "data.aws_route53_zone", "zone_id"),
      reference(template, "data.aws_acm_certificate", "arn"),
    ],
  });
});
