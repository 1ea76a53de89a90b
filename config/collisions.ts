import { z } from "zod";
import { overlaps, parseCidr } from "../model/cidr";
import { githubHost } from "../model/delivery/trust";
import { takenNamesOf } from "../model/name-rules";
import { defaultTerraformCloudHost } from "../model/terraform-cloud";
import { type ConfigPath, type Fault, formatPath } from "./diagnostics";
import type { YamlFile } from "./yaml-file";

export interface NamedFile {
  readonly name: string;
  readonly content: YamlFile;
}

/** What two files of one configuration may not share. The later file, by name, is the one that is reported. */
export function collisionFaults(accounts: readonly NamedFile[], environments: readonly NamedFile[]): readonly Fault[] {
  const claims = [...accounts.flatMap(accountClaims), ...environments.flatMap(environmentClaims)];
  const taken = claims.flatMap((claim, index) => {
    const earlier = claims
      .slice(0, index)
      .find(({ identity, content }) => identity === claim.identity && !(claim.isShared && content === claim.content));
    if (earlier === undefined) return [];
    return [faultOf(claim, `${claim.what} is taken by ${earlier.content.file}; ${claim.remedy}`)];
  });
  return [
    ...firstOfPlace(taken),
    ...blockFaults(environments),
    ...domainFaults(environments),
    ...reachFaults(environments),
  ];
}

interface Place {
  readonly content: YamlFile;
  readonly path: ConfigPath;
}

/** Names that are made from one setting collide together: the first is told. */
function firstOfPlace(faults: readonly Fault[]): readonly Fault[] {
  const places = faults.map(({ file, path }) => `${file} ${formatPath(path)}`);
  return faults.filter((_, index) => places.indexOf(places[index] ?? "") === index);
}

/** Something that one file alone may have. */
interface Claim extends Place {
  readonly identity: string;
  readonly what: string;
  readonly remedy: string;
  /** Whether the services of one file may have it together. */
  readonly isShared?: boolean;
}

function faultOf({ content, path }: Place, message: string): Fault {
  return { file: content.file, position: content.positionOf(path, "value"), path, message };
}

const oidcProvider = z.string().default("create");
const accountFacts = z.object({
  accountId: z.string(),
  region: z.string(),
  terraformCloud: z
    .object({ hostname: z.string().default(defaultTerraformCloudHost), oidcProvider })
    .optional()
    .catch(undefined),
  github: z.object({ oidcProvider }).optional().catch(undefined),
});

function accountClaims({ content }: NamedFile): readonly Claim[] {
  const { data } = accountFacts.safeParse(content.value);
  if (data === undefined) return [];
  const provider = (section: string, host: string, origin: string): readonly Claim[] =>
    origin === "existing"
      ? []
      : [
          {
            content,
            path: [section],
            identity: `identity provider ${data.accountId} ${host}`,
            what: `the identity provider for ${host} in account ${data.accountId}`,
            remedy: "set oidcProvider: existing here, so that it is looked up",
          },
        ];
  const { terraformCloud, github } = data;
  return [
    ...(terraformCloud === undefined
      ? []
      : provider("terraformCloud", terraformCloud.hostname, terraformCloud.oidcProvider)),
    ...(github === undefined ? [] : provider("github", githubHost, github.oidcProvider)),
    {
      content,
      path: ["accountId"],
      identity: `account ${data.accountId} ${data.region}`,
      what: `account ${data.accountId} in ${data.region}`,
      remedy: "keep one file for it",
    },
  ];
}

const serviceFacts = z.object({
  kind: z.unknown().optional(),
  logGroup: z.string().optional().catch(undefined),
  taskRoleName: z.string().optional().catch(undefined),
  firestore: z.object({ projectId: z.string(), database: z.string() }).optional().catch(undefined),
});

const dnsFacts = z.object({
  domain: z.string(),
  zone: z.object({ name: z.string(), create: z.boolean().default(false) }),
  failover: z.string().default("none"),
});

/** Whatever of an environment's file can be compared; each part is left out where it is malformed. */
const environmentFacts = z.object({
  account: z.string(),
  namePrefix: z.string().optional().catch(undefined),
  cluster: z.object({ name: z.string() }).optional().catch(undefined),
  network: z.object({ cidr: z.string() }).optional().catch(undefined),
  dns: dnsFacts.optional().catch(undefined),
  services: z.record(z.string(), serviceFacts.catch({})).catch({}),
  formerNames: z
    .object({ taskRoles: z.array(z.string()).catch([]), logGroups: z.array(z.string()).catch([]) })
    .partial()
    .catch({}),
});

function environmentClaims({ name, content }: NamedFile): readonly Claim[] {
  const { data } = environmentFacts.safeParse(content.value);
  if (data === undefined) return [];
  const { account, cluster, dns, namePrefix: prefix = name } = data;
  const role = (path: ConfigPath, roleName: string): Claim => ({
    content,
    path,
    // IAM compares names without regard to case.
    identity: `role ${account} ${roleName.toLowerCase()}`,
    what: `the role name ${roleName}`,
    remedy: "choose another taskRoleName or namePrefix",
  });
  const names = takenNamesOf(prefix);
  const services = Object.entries(data.services).flatMap(([service, settings]): readonly Claim[] => {
    const { kind, logGroup, taskRoleName, firestore } = settings;
    const path = ["services", service];
    const roles = [
      role(path, names.execution(service)),
      ...(kind === "job" ? [role(path, names.scheduler(service))] : []),
      taskRoleName === undefined ? role(path, names.task(service)) : role([...path, "taskRoleName"], taskRoleName),
      logGroupClaim(
        content,
        account,
        logGroup === undefined ? path : [...path, "logGroup"],
        logGroup ?? names.logGroup(service),
      ),
    ];
    if (firestore === undefined) return roles;
    const database = `${firestore.projectId}/${firestore.database}`;
    return [
      ...roles,
      {
        content,
        path: [...path, "firestore", "database"],
        identity: `firestore ${database}`,
        isShared: true,
        what: `the Firestore database ${database}`,
        remedy: "use a database of this environment alone",
      },
    ];
  });
  return [
    {
      content,
      path: ["namePrefix"],
      identity: `prefix ${account} ${prefix}`,
      what: `the namePrefix ${prefix}`,
      remedy: "choose another",
    },
    ...(data.formerNames.taskRoles ?? []).map((former, index) => role(["formerNames", "taskRoles", index], former)),
    ...(data.formerNames.logGroups ?? []).map((former, index) =>
      logGroupClaim(content, account, ["formerNames", "logGroups", index], former),
    ),
    role(["namePrefix"], names.flowLogs),
    logGroupClaim(content, account, ["namePrefix"], names.flowLogGroup),
    {
      content,
      path: cluster === undefined ? ["namePrefix"] : ["cluster", "name"],
      identity: `cluster ${account} ${cluster?.name ?? prefix}`,
      what: `the cluster ${cluster?.name ?? prefix}`,
      remedy: "choose another cluster.name or namePrefix",
    },
    ...(dns?.zone.create === true ? [zoneClaim(content, account, dns.zone.name)] : []),
    ...services,
  ];
}

function logGroupClaim(content: YamlFile, account: string, path: ConfigPath, name: string): Claim {
  return {
    content,
    path,
    identity: `log group ${account} ${name}`,
    what: `the log group ${name}`,
    remedy: "choose another logGroup",
  };
}

function zoneClaim(content: YamlFile, account: string, zone: string): Claim {
  return {
    content,
    path: ["dns", "zone", "name"],
    identity: `zone ${account} ${zone}`,
    what: `the creation of the zone ${zone}`,
    remedy: "remove create and delegated here, so that it is looked up",
  };
}

/** A name leads to one load balancer, or to a primary one and the one that takes over. */
function domainFaults(environments: readonly NamedFile[]): readonly Fault[] {
  const domains = environments.flatMap(({ content }) => {
    const { data } = environmentFacts.safeParse(content.value);
    if (data?.dns === undefined) return [];
    const { domain, failover } = data.dns;
    return [{ content, path: ["dns", "domain"], account: data.account, domain, failover }];
  });
  return domains.flatMap((later, index) => {
    const earlier = domains
      .slice(0, index)
      .find(
        ({ account, domain, failover }) =>
          account === later.account && domain === later.domain && !isFailoverPair(failover, later.failover),
      );
    if (earlier === undefined) return [];
    const message = `the domain ${later.domain} is taken by ${earlier.content.file}; choose another, or make one side dns.failover primary and the other secondary`;
    return [faultOf(later, message)];
  });
}

function isFailoverPair(one: string, other: string): boolean {
  return one !== other && one !== "none" && other !== "none";
}

/** The rights of an environment's runs hang on the beginning of its names, which may not be the beginning of another's. */
function reachFaults(environments: readonly NamedFile[]): readonly Fault[] {
  const prefixes = environments.flatMap(({ name, content }) => {
    const { data } = environmentFacts.safeParse(content.value);
    return data === undefined ? [] : [{ content, account: data.account, prefix: data.namePrefix ?? name }];
  });
  return prefixes.flatMap(({ content, account, prefix }) => {
    const nearer = prefixes.find((other) => other.account === account && prefix.startsWith(`${other.prefix}-`));
    if (nearer === undefined) return [];
    const message = `${prefix} begins with ${nearer.prefix}-, as all names of ${nearer.content.file} do, and so its rights would reach here; choose another namePrefix`;
    return [faultOf({ content, path: ["namePrefix"] }, message)];
  });
}

/** Blocks of VPCs in one account: they could never be joined by peering. */
function blockFaults(environments: readonly NamedFile[]): readonly Fault[] {
  const blocks = environments.flatMap(({ content }) => {
    const { data } = environmentFacts.safeParse(content.value);
    const block = parseCidr(data?.network?.cidr ?? "");
    return data?.network === undefined || block === undefined
      ? []
      : [{ content, path: ["network", "cidr"], account: data.account, block, text: data.network.cidr }];
  });
  return blocks.flatMap((later, index) => {
    const earlier = blocks
      .slice(0, index)
      .find(({ account, block }) => account === later.account && overlaps(block, later.block));
    if (earlier === undefined) return [];
    const message = `${later.text} overlaps ${earlier.text} of ${earlier.content.file} in the same account; choose a block outside it`;
    return [faultOf(later, message)];
  });
}
