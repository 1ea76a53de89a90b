import { describe, expect, test } from "vitest";
import { anEnvironment } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { domain } from "./domain";
import { intentOf } from "./intent";

const zone = { name: "example.com" };

describe("asked for", () => {
  test("is the zone alone until it is delegated", () => {
    const dns = { domain: "staging.example.com", zone: { ...zone, create: true, delegated: false } };
    expect(domain.expected(intentOf(anEnvironment({ dns })))).toEqual(["zone example.com"]);
  });

  test("is nothing without a domain", () => {
    expect(domain.expected(intentOf(anEnvironment({ dns: undefined })))).toEqual([]);
  });

  test("is a health check of the load balancer's own name for failover", () => {
    const dns = { domain: "staging.example.com", zone, failover: "secondary" as const };
    expect(domain.expected(intentOf(anEnvironment({ dns }))).slice(-2)).toEqual([
      "record staging.example.com A: failover SECONDARY",
      "record staging.example.com A: health check HTTPS load balancer lornu-staging:443/health",
    ]);
  });
});

describe("found", () => {
  const asked = { Name: "_1.staging.example.com.", Type: "CNAME", Value: "_2.acm-validations.aws." };
  const validation = { Name: asked.Name, Type: asked.Type, ResourceRecords: [{ Value: asked.Value }] };

  function found(records: readonly object[]): Promise<readonly string[]> {
    const Certificate = {
      DomainName: "staging.example.com",
      Status: "ISSUED",
      DomainValidationOptions: [{ ValidationMethod: "DNS", ResourceRecord: asked }],
    };
    const pages = [...records];
    const answers = {
      ListCertificates: { CertificateSummaryList: [{ CertificateArn: "certificate" }] },
      DescribeCertificate: { Certificate },
      ListHostedZones: { HostedZones: [{ Id: "zone", Name: "example.com." }] },
      // One record a page.
      ListResourceRecordSets: () => {
        const ResourceRecordSets = pages.splice(0, 1);
        return { ResourceRecordSets, IsTruncated: pages.length > 0 };
      },
      GetHealthCheck: {
        HealthCheck: {
          HealthCheckConfig: { Type: "HTTPS", FullyQualifiedDomainName: "lb", Port: 443, ResourcePath: "/health" },
        },
      },
    };
    return domain.found(aReading(answers, { lb: "load balancer lornu-staging" }));
  }

  const certificate = [
    "the certificate of staging.example.com: status ISSUED",
    "the certificate of staging.example.com: validation DNS",
  ];

  test("are records page after page, but for those of every zone", async () => {
    expect(await found([{ Name: "example.com.", Type: "SOA" }, validation])).toEqual([
      ...certificate,
      "zone example.com",
      "record that validates the certificate of staging.example.com",
    ]);
  });

  test("is no validation where the value is another one", async () => {
    expect(await found([{ ...validation, ResourceRecords: [{ Value: "example.net" }] }])).toEqual([
      ...certificate,
      "zone example.com",
      "record _1.staging.example.com CNAME of example.net",
    ]);
  });

  test("is an alias with what failover checks", async () => {
    const AliasTarget = { DNSName: "lb.", EvaluateTargetHealth: true };
    const alias = { Name: "staging.example.com.", Type: "A", AliasTarget, Failover: "PRIMARY", HealthCheckId: "1" };
    expect((await found([alias])).slice(-4)).toEqual([
      "record staging.example.com A: target load balancer lornu-staging",
      "record staging.example.com A: target health counts on",
      "record staging.example.com A: failover PRIMARY",
      "record staging.example.com A: health check HTTPS load balancer lornu-staging:443/health",
    ]);
  });
});
