import {
  type ACMClient,
  type CertificateDetail,
  DescribeCertificateCommand,
  paginateListCertificates,
} from "@aws-sdk/client-acm";
import {
  GetHealthCheckCommand,
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  type ResourceRecordSet,
  type Route53Client,
} from "@aws-sdk/client-route-53";
import { allOf } from "../../delivery/aws/all-of";
import type { Area, Reading } from "./area";
import { type Intent, publicDomain } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type CertificateFacts = { readonly status: string; readonly validation: string };

type AliasFacts = {
  readonly target: string;
  readonly "target health counts": boolean;
  readonly failover: string;
  readonly "health check": string;
};

/** Hosted zones with their records (but for those that every zone has), and certificates. */
export const domain: Area = { subject: "domain", expected: expectedDomain, found: foundDomain };

function expectedDomain(intent: Intent): readonly string[] {
  const { environment, names, service } = intent;
  const zones = environment.dns === undefined ? [] : [zoneSentence(environment.dns.zone.name)];
  const dns = publicDomain(intent);
  if (dns === undefined) return zones;
  const balancer = labels.loadBalancer(names.loadBalancer);
  const { failover } = dns;
  return [
    ...zones,
    ...certificateSentences(dns.domain, { status: "ISSUED", validation: "DNS" }),
    validationSentence(dns.domain),
    ...aliasSentences(dns.domain, "A", {
      target: balancer,
      "target health counts": true,
      failover: failover === "none" ? "none" : failover.toUpperCase(),
      "health check": failover === "none" ? "none" : `HTTPS ${balancer}:443${service.settings.healthCheckPath}`,
    }),
  ];
}

async function foundDomain({ clients, label }: Reading): Promise<readonly string[]> {
  const certificates = await foundCertificates(clients.certificates);
  const client = clients.dns;
  const zones = await allOf(paginateListHostedZones({ client }, {}), ({ HostedZones }) => HostedZones);
  const found = await Promise.all(
    zones.map(async ({ Id: HostedZoneId, Name = "unnamed" }) => {
      const records = await allOf(recordPages(client, HostedZoneId), ({ ResourceRecordSets }) => ResourceRecordSets);
      const own = records.filter(({ Type }) => Type !== "NS" && Type !== "SOA");
      const said = await Promise.all(own.map((record) => recordFindings(client, record, certificates, label)));
      return [zoneSentence(withoutDot(Name)), ...said.flat()];
    }),
  );
  return [
    ...certificates.flatMap(({ DomainName, Status = "unknown", DomainValidationOptions = [] }) =>
      certificateSentences(DomainName, {
        status: Status,
        validation: DomainValidationOptions.map(({ ValidationMethod }) => ValidationMethod).join(" and "),
      }),
    ),
    ...found.flat(),
  ];
}

/** The client has no paginator for records. */
async function* recordPages(client: Route53Client, HostedZoneId: string | undefined) {
  let page = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId }));
  yield page;
  while (page.IsTruncated === true) {
    const { NextRecordName, NextRecordType, NextRecordIdentifier } = page;
    page = await client.send(
      new ListResourceRecordSetsCommand({
        HostedZoneId,
        StartRecordName: NextRecordName,
        StartRecordType: NextRecordType,
        StartRecordIdentifier: NextRecordIdentifier,
      }),
    );
    yield page;
  }
}

async function foundCertificates(client: ACMClient): Promise<readonly CertificateDetail[]> {
  const all = await allOf(
    paginateListCertificates({ client }, {}),
    ({ CertificateSummaryList }) => CertificateSummaryList,
  );
  const found = await Promise.all(
    all.map(({ CertificateArn }) => client.send(new DescribeCertificateCommand({ CertificateArn }))),
  );
  return found.flatMap(({ Certificate }) => (Certificate === undefined ? [] : [Certificate]));
}

async function recordFindings(
  client: Route53Client,
  record: ResourceRecordSet,
  certificates: readonly CertificateDetail[],
  label: Reading["label"],
): Promise<readonly string[]> {
  const { Name = "unnamed", Type = "unknown", AliasTarget, ResourceRecords = [] } = record;
  if (AliasTarget !== undefined) {
    return aliasSentences(withoutDot(Name), Type, {
      target: label(withoutDot(AliasTarget.DNSName ?? "")),
      "target health counts": AliasTarget.EvaluateTargetHealth ?? false,
      failover: record.Failover ?? "none",
      "health check": await healthCheckText(client, record.HealthCheckId, label),
    });
  }
  const values = ResourceRecords.map(({ Value }) => Value);
  const validated = certificates.find(({ DomainValidationOptions = [] }) =>
    DomainValidationOptions.some(
      ({ ResourceRecord: asked }) =>
        asked !== undefined && asked.Name === Name && asked.Type === Type && values.join() === asked.Value,
    ),
  );
  return [
    validated === undefined
      ? `record ${withoutDot(Name)} ${Type} of ${values.join(" and ")}`
      : validationSentence(validated.DomainName),
  ];
}

async function healthCheckText(
  client: Route53Client,
  HealthCheckId: string | undefined,
  label: Reading["label"],
): Promise<string> {
  if (HealthCheckId === undefined) return "none";
  const { HealthCheck } = await client.send(new GetHealthCheckCommand({ HealthCheckId }));
  const { Type, FullyQualifiedDomainName, Port, ResourcePath } = HealthCheck?.HealthCheckConfig ?? {};
  return `${Type} ${label(FullyQualifiedDomainName)}:${Port}${ResourcePath}`;
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

function zoneSentence(zone: string): string {
  return `zone ${zone}`;
}

function validationSentence(certificate: string | undefined): string {
  return `record that validates ${labels.certificate(String(certificate))}`;
}

function certificateSentences(certificate: string | undefined, facts: CertificateFacts): readonly string[] {
  return sentences(labels.certificate(String(certificate)), facts);
}

function aliasSentences(name: string, type: string, facts: AliasFacts): readonly string[] {
  return sentences(`record ${name} ${type}`, facts);
}
