import { GetHostedZoneCommand, ListHostedZonesByNameCommand } from "@aws-sdk/client-route-53";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { Unavailable } from "../../running/user-error";
import { type Finding, missing, ok, type Question } from "./answer";
import { importedCertificateQuestion } from "./imported-certificate";
import type { PreflightMeans } from "./means";

/** Whether the domain can be served: its zone is there, the world is sent to it, and a certificate that exists is for it. */
export function domainQuestions(
  { stacks, dns, loadBalancer }: EnvironmentPlan,
  means: PreflightMeans,
): readonly Question[] {
  if (dns === undefined) return [];
  const { zone } = dns;
  const { base } = stacks;
  const toMake = zone.create ? `apply ${base} first` : "make it, or set dns.zone.create: true";
  const delegation = {
    subject: `delegation of ${zone.name}`,
    find: async () => {
      const servers = await nameServers(means, zone.name);
      return servers === undefined
        ? missing(`there is no zone; ${toMake}`)
        : delegationFinding(means, zone.name, servers);
    },
  };
  const isThere = {
    subject: `zone ${zone.name}`,
    find: async () =>
      (await nameServers(means, zone.name)) === undefined ? missing(`there is no such zone; ${toMake}`) : ok("there"),
  };
  if (!zone.delegated) return [isThere];
  const imported =
    typeof loadBalancer?.certificate === "object"
      ? [importedCertificateQuestion(loadBalancer.certificate.arn, loadBalancer.hosts, means.clients)]
      : [];
  return [isThere, delegation, ...imported];
}

/** @returns those that Route 53 gave the zone; nothing where it is not there */
async function nameServers({ clients }: PreflightMeans, zone: string): Promise<readonly string[] | undefined> {
  const { HostedZones = [] } = await clients.dns.send(new ListHostedZonesByNameCommand({ DNSName: zone }));
  const found = HostedZones.find(({ Name, Config }) => bare(Name ?? "") === zone && Config?.PrivateZone !== true);
  if (found?.Id === undefined) return undefined;
  const { DelegationSet } = await clients.dns.send(new GetHostedZoneCommand({ Id: found.Id }));
  return (DelegationSet?.NameServers ?? []).map(bare).sort();
}

async function delegationFinding(
  { resolveNameServers }: PreflightMeans,
  zone: string,
  wanted: readonly string[],
): Promise<Finding> {
  const toDelegate = `enter ${wanted.join(", ")} as its NS records in the parent zone`;
  const found = await resolvedOrNone(resolveNameServers, zone);
  if (found.length === 0) return missing(`nobody is sent to the zone; ${toDelegate}`);
  const others = found.filter((server) => !wanted.includes(server));
  return others.length === 0 ? ok(found.join(", ")) : missing(`${others.join(", ")} answer for it; ${toDelegate}`);
}

/** @throws Unavailable where the DNS cannot be asked */
async function resolvedOrNone(resolve: PreflightMeans["resolveNameServers"], zone: string): Promise<readonly string[]> {
  try {
    return (await resolve(zone)).map(bare).sort();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    if (code === "ENOTFOUND" || code === "ENODATA") return [];
    throw new Unavailable(`the DNS cannot be asked from here (${code}); ask where it can`);
  }
}

/** As AWS and resolvers write a name, in one way. */
function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
