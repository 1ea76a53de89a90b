import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { CertificateLookup } from "./certificate-lookup";

const lookupOf = (hosts: readonly string[]) =>
  synthesize((scope) => {
    const after = new DataAwsCallerIdentity(scope, "guard");
    const lookup = new CertificateLookup(scope, "certificate", { zoneName: "example.com", hosts, after });
    new TerraformOutput(scope, "found", { value: [lookup.zoneId, ...lookup.certificateArns] });
  });

const template = lookupOf(["staging.example.com"]);

const dependsOnGuard = { depends_on: ["data.aws_caller_identity.guard"] };
const issued = { statuses: ["ISSUED"], most_recent: true, ...dependsOnGuard };

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
  expect(template.dataSource("aws_acm_certificate")).toEqual({ domain: "staging.example.com", ...issued });
});

test("hands on what it found", () => {
  expect(template.outputs().found).toEqual({
    value: [
      reference(template, "data.aws_route53_zone", "zone_id"),
      reference(template, "data.aws_acm_certificate", "arn"),
    ],
  });
});

test("finds the certificate of every host, the domain's under the address that it has alone", () => {
  const several = lookupOf(["staging.example.com", "api.staging.example.com", "www.staging.example.com"]);
  const addresses = [
    "data.aws_acm_certificate.certificate_3C59EBE5",
    "data.aws_acm_certificate.certificate_certificate-apistagingexamplecom_733E2B9D",
    "data.aws_acm_certificate.certificate_certificate-wwwstagingexamplecom_D09254B4",
  ];
  expect(several.addresses()).toEqual([
    ...addresses,
    "data.aws_caller_identity.guard",
    "data.aws_route53_zone.certificate_zone_C2E2D681",
  ]);
  expect(several.dataSources("aws_acm_certificate")).toEqual(
    ["staging.example.com", "api.staging.example.com", "www.staging.example.com"].map((domain) => ({
      domain,
      ...issued,
    })),
  );
  expect(several.outputs().found).toEqual({
    value: [
      reference(several, "data.aws_route53_zone", "zone_id"),
      ...addresses.map((address) => `\${${address}.arn}`),
    ],
  });
});

test("finds the zone alone where no certificate is to be found", () => {
  const withoutHosts = lookupOf([]);
  expect(withoutHosts.addresses()).toEqual([
    "data.aws_caller_identity.guard",
    "data.aws_route53_zone.certificate_zone_C2E2D681",
  ]);
  expect(withoutHosts.outputs().found).toEqual({
    value: [reference(withoutHosts, "data.aws_route53_zone", "zone_id")],
  });
});
