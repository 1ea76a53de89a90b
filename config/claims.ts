import { z } from "zod";
import { githubHost } from "../model/delivery/trust";
import { applyRoleName, takenNamesOf } from "../model/name-rules";
import { accountStackName, baseStackName } from "../model/stack-names";
import { defaultTerraformCloudHost, workspaceName } from "../model/terraform-cloud";
import type { ConfigPath } from "./diagnostics";
import type { YamlFile } from "./yaml-file";

export interface NamedFile {
  readonly name: string;
  readonly content: YamlFile;
}

export interface Place {
  readonly content: YamlFile;
  readonly path: ConfigPath;
}

/** Something that one file alone may have. */
export interface Claim extends Place {
  /** What AWS, Terraform Cloud or Google Cloud tells it apart by. */
  readonly identity: readonly string[];
  readonly what: string;
  readonly remedy: string;
  /** Whether the services of one file may have it together. */
  readonly isShared?: boolean;
}

const oidcProvider = z.string().default("create");
const terraformCloudFacts = z.object({
  organization: z.string(),
  hostname: z.string().default(defaultTerraformCloudHost),
  workspacePrefix: z.string().optional().catch(undefined),
  oidcProvider,
});
const accountFacts = z.object({
  accountId: z.string(),
  region: z.string(),
  terraformCloud: terraformCloudFacts.optional().catch(undefined),
  github: z.object({ oidcProvider }).optional().catch(undefined),
});

/** Whose the names of an environment are: files of one AWS account share it. */
export interface Owner extends z.output<typeof accountFacts> {
  /** Of the account's file. */
  readonly name: string;
}

export function ownerOf({ name, content }: NamedFile): Owner | undefined {
  const { data } = accountFacts.safeParse(content.value);
  return data === undefined ? undefined : { ...data, name };
}

const serviceFacts = z.object({
  kind: z.unknown().optional(),
  logGroup: z.string().optional().catch(undefined),
  taskRoleName: z.string().optional().catch(undefined),
  firestore: z.object({ projectId: z.string(), database: z.string() }).optional().catch(undefined),
  deployment: z.object({ strategy: z.unknown() }).optional().catch(undefined),
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
  schedule: z.unknown().optional(),
  instances: z
    .object({ roleName: z.string().optional().catch(undefined), logGroup: z.string().optional().catch(undefined) })
    .catch({}),
  formerNames: z
    .object({ taskRoles: z.array(z.string()).catch([]), logGroups: z.array(z.string()).catch([]) })
    .partial()
    .catch({}),
});

/** An environment whose account is sound. */
export interface Tenant extends Omit<z.output<typeof environmentFacts>, "account"> {
  readonly name: string;
  readonly content: YamlFile;
  readonly prefix: string;
  readonly owner: Owner;
}

export function tenantOf({ name, content }: NamedFile, owners: readonly Owner[]): readonly Tenant[] {
  const { data } = environmentFacts.safeParse(content.value);
  const owner = owners.find((candidate) => candidate.name === data?.account);
  if (data === undefined || owner === undefined) return [];
  return [{ ...data, name, content, prefix: data.namePrefix ?? name, owner }];
}

export function accountClaims({ name, content }: NamedFile): readonly Claim[] {
  const owner = ownerOf({ name, content });
  if (owner === undefined) return [];
  const { accountId, region, terraformCloud, github } = owner;
  const provider = (section: string, host: string, origin: string): readonly Claim[] =>
    origin === "existing"
      ? []
      : [
          {
            content,
            path: [section],
            identity: ["identity provider", accountId, host],
            what: `the identity provider for ${host} in account ${accountId}`,
            remedy: "set oidcProvider: existing here, so that it is looked up",
          },
        ];
  return [
    ...(terraformCloud === undefined
      ? []
      : provider("terraformCloud", terraformCloud.hostname, terraformCloud.oidcProvider)),
    ...(github === undefined ? [] : provider("github", githubHost, github.oidcProvider)),
    {
      content,
      path: ["accountId"],
      identity: ["account", accountId, region],
      what: `account ${accountId} in ${region}`,
      remedy: "keep one file for it",
    },
    ...deliveryClaims({ content, path: ["terraformCloud"] }, owner, [accountStackName(name)]),
  ];
}

/** The workspaces of stacks, and the roles that their runs take on: Terraform Cloud compares names without regard to case. */
function deliveryClaims(place: Place, owner: Owner, stacks: readonly string[]): readonly Claim[] {
  const { terraformCloud, accountId, name } = owner;
  return stacks.flatMap((stack) => {
    const role = applyRoleName(name, stack);
    const workspace = workspaceName(terraformCloud ?? {}, stack);
    const { hostname = "", organization = "" } = terraformCloud ?? {};
    return [
      ...(terraformCloud === undefined
        ? []
        : [
            {
              ...place,
              identity: ["workspace", hostname, organization.toLowerCase(), workspace],
              what: `the workspace ${workspace} of ${organization}`,
              remedy: "choose another workspacePrefix, or rename one of the files",
            },
          ]),
      {
        ...place,
        identity: ["role", accountId, role],
        what: `the role name ${role}`,
        remedy: "rename one of the files",
      },
    ];
  });
}

export function environmentClaims(tenant: Tenant): readonly Claim[] {
  const { name, content, owner, prefix, cluster, dns, services, schedule, formerNames, instances } = tenant;
  const { accountId, region } = owner;
  const claim = (path: ConfigPath, identity: readonly string[], what: string, remedy: string): Claim => ({
    content,
    path,
    identity,
    what,
    remedy,
  });
  const role = (path: ConfigPath, roleName: string) =>
    claim(
      path,
      // IAM compares names without regard to case.
      ["role", accountId, roleName.toLowerCase()],
      `the role name ${roleName}`,
      "choose another taskRoleName or namePrefix",
    );
  const logGroup = (path: ConfigPath, group: string) =>
    claim(path, ["log group", accountId, region, group], `the log group ${group}`, "choose another logGroup");
  const names = takenNamesOf(prefix);
  const clusterName = cluster?.name ?? prefix;
  return [
    claim(["namePrefix"], ["prefix", accountId, prefix], `the namePrefix ${prefix}`, "choose another"),
    ...(formerNames.taskRoles ?? []).map((former, index) => role(["formerNames", "taskRoles", index], former)),
    ...(formerNames.logGroups ?? []).map((former, index) => logGroup(["formerNames", "logGroups", index], former)),
    role(["namePrefix"], names.flowLogs),
    logGroup(["namePrefix"], names.flowLogGroup),
    ...(schedule === undefined
      ? []
      : [
          role(["namePrefix"], names.schedule.name),
          role(["namePrefix"], names.schedule.schedulerRole),
          logGroup(["namePrefix"], names.schedule.logGroup),
        ]),
    instances.roleName === undefined
      ? role(["namePrefix"], names.hosts.role)
      : role(["instances", "roleName"], instances.roleName),
    instances.logGroup === undefined
      ? logGroup(["namePrefix"], names.hosts.logGroup)
      : logGroup(["instances", "logGroup"], instances.logGroup),
    claim(
      cluster === undefined ? ["namePrefix"] : ["cluster", "name"],
      ["cluster", accountId, region, clusterName],
      `the cluster ${clusterName}`,
      "choose another cluster.name or namePrefix",
    ),
    ...deliveryClaims({ content, path: ["account"] }, owner, [baseStackName(name), name]),
    ...(dns?.zone.create === true
      ? [
          claim(
            ["dns", "zone", "name"],
            ["zone", accountId, dns.zone.name],
            `the creation of the zone ${dns.zone.name}`,
            "remove create and delegated here, so that it is looked up",
          ),
        ]
      : []),
    ...Object.entries(services).flatMap(([service, settings]) => {
      const path = ["services", service];
      const { kind, taskRoleName, firestore, deployment } = settings;
      return [
        role(path, names.execution(service)),
        ...(kind === "job" ? [role(path, names.scheduler(service))] : []),
        ...(deployment?.strategy === "blue-green" ? [role(path, names.traffic(service))] : []),
        taskRoleName === undefined ? role(path, names.task(service)) : role([...path, "taskRoleName"], taskRoleName),
        settings.logGroup === undefined
          ? logGroup(path, names.logGroup(service))
          : logGroup([...path, "logGroup"], settings.logGroup),
        ...(firestore === undefined ? [] : [databaseClaim({ content, path }, firestore)]),
      ];
    }),
  ];
}

function databaseClaim(
  { content, path }: Place,
  { projectId, database }: { readonly projectId: string; readonly database: string },
): Claim {
  return {
    content,
    path: [...path, "firestore", "database"],
    identity: ["firestore", projectId, database],
    isShared: true,
    what: `the Firestore database ${projectId}/${database}`,
    remedy: "use a database of this environment alone",
  };
}
