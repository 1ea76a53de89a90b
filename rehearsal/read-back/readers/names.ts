import {
  type ACMClient,
  type CertificateDetail,
  DescribeCertificateCommand,
  paginateListCertificates,
} from "@aws-sdk/client-acm";
import {
  GetHealthCheckCommand,
  type HealthCheckConfig,
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  type ResourceRecordSet,
  type Route53Client,
} from "@aws-sdk/client-route-53";
import {
  paginateListNamespaces,
  paginateListServices,
  type ServiceDiscoveryClient,
} from "@aws-sdk/client-servicediscovery";
import { allOf } from "../../../delivery/aws/all-of";
import type { Owned } from "./owned";

export interface Zone {
  readonly name: string;
  readonly isPrivate: boolean;
  /** But for those that every zone has. */
  readonly records: readonly ZoneRecord[];
}

export interface ZoneRecord {
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
  /** Name of what an alias leads to. */
  readonly alias: string | undefined;
  readonly failover: string | undefined;
  readonly healthCheck: HealthCheckConfig | undefined;
}

/** A name in a private namespace, and the registry that tells its addresses. */
export interface PrivateName extends Owned {
  readonly registryArn: string;
}

/** Names with a further one each are one domain to AWS; a dot at the end says that a name is whole. */
function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

export async function readZones(client: Route53Client): Promise<readonly Zone[]> {
  const zones = await allOf(paginateListHostedZones({ client }, {}), ({ HostedZones }) => HostedZones);
  return Promise.all(
    zones.map(async ({ Id, Name = "", Config }) => {
      const records = await allOf(recordPages(client, Id), ({ ResourceRecordSets }) => ResourceRecordSets);
      const own = records.filter(({ Type }) => Type !== "NS" && Type !== "SOA");
      return {
        name: withoutDot(Name),
        isPrivate: Config?.PrivateZone === true,
        records: await Promise.all(own.map((record) => readRecord(client, record))),
      };
    }),
  );
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

async function readRecord(client: Route53Client, record: ResourceRecordSet): Promise<ZoneRecord> {
  const { Name = "", Type = "", ResourceRecords = [], AliasTarget, Failover, HealthCheckId } = record;
  const check =
    HealthCheckId === undefined ? undefined : await client.send(new GetHealthCheckCommand({ HealthCheckId }));
  return {
    name: withoutDot(Name),
    type: Type,
    values: ResourceRecords.map(({ Value = "" }) => Value),
    alias: AliasTarget?.DNSName === undefined ? undefined : withoutDot(AliasTarget.DNSName),
    failover: Failover,
    healthCheck: check?.HealthCheck?.HealthCheckConfig,
  };
}

export async function readCertificates(client: ACMClient): Promise<readonly CertificateDetail[]> {
  const all = await allOf(
    paginateListCertificates({ client }, {}),
    ({ CertificateSummaryList }) => CertificateSummaryList,
  );
  const found = await Promise.all(
    all.map(({ CertificateArn }) => client.send(new DescribeCertificateCommand({ CertificateArn }))),
  );
  return found.flatMap(({ Certificate }) => Certificate ?? []);
}

export async function readPrivateNames(client: ServiceDiscoveryClient): Promise<readonly PrivateName[]> {
  const namespaces = await allOf(paginateListNamespaces({ client }, {}), ({ Namespaces }) => Namespaces);
  const found = await Promise.all(
    namespaces.map(async ({ Id = "", Name }) => {
      const Filters = [{ Name: "NAMESPACE_ID" as const, Values: [Id] }];
      const services = await allOf(paginateListServices({ client }, { Filters }), ({ Services }) => Services);
      return services.map((service) => ({ name: `${service.Name}.${Name}`, registryArn: service.Arn ?? "" }));
    }),
  );
  return found.flat();
}
