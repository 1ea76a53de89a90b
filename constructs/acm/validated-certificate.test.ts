import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ValidatedCertificate } from "./validated-certificate";

const template = synthesize((scope) => {
  new ValidatedCertificate(scope, "certificate", { domain: "staging.example.com", zoneId: "Z0123456789ABCDEFGHIJ" });
});

test("makes a certificate, its validation record and the wait for it, and nothing else", () => {
  expect(template.addresses()).toEqual([
    "aws_acm_certificate.certificate_3C59EBE5",
    "aws_acm_certificate_validation.certificate_validation_5EC41E25",
    "aws_route53_record.certificate_validation-record_33B98EBC",
  ]);
});

test("asks for exactly the domain, validated by DNS, and replaces it without a gap", () => {
  expect(template.resource("aws_acm_certificate")).toEqual({
    domain_name: "staging.example.com",
    validation_method: "DNS",
    lifecycle: { create_before_destroy: true },
  });
});

test("puts the record that the certificate asks for into the zone", () => {
  const option = "tolist(aws_acm_certificate.certificate_3C59EBE5.domain_validation_options).0";
  expect(template.resource("aws_route53_record")).toEqual({
    zone_id: "Z0123456789ABCDEFGHIJ",
    name: `\${${option}.resource_record_name}`,
    type: `\${${option}.resource_record_type}`,
    records: [`\${${option}.resource_record_value}`],
    ttl: 300,
    allow_overwrite: true,
  });
});

test("waits until the certificate is issued through that record", () => {
  expect(template.resource("aws_acm_certificate_validation")).toEqual({
    certificate_arn: reference(template, "aws_acm_certificate", "arn"),
    validation_record_fqdns: [reference(template, "aws_route53_record", "fqdn")],
  });
});
