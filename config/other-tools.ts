import type { ConfigPath } from "./diagnostics";

/** By what others call it: the setting that does it here, or where it is said that none does. */
type Names = Readonly<Record<string, string>>;

const size = "size.cpuUnits";
const memory = "size.memoryMiB";
const tasks = "scaling.minimumTasks and scaling.maximumTasks";
const healthChecks = "#health-checks";
const volumes = "#volumes";
const overrides = "#overrides";

/** Settings that Copilot, SST, ecs-cli and Compose have at the same place, in small letters and digits alone. */
export const namesByPlace: Readonly<Record<string, Names>> = {
  environment: {
    vpc: "network",
    networks: "network",
    http: "loadBalancer",
    certificates: "loadBalancer.certificateArn",
    domain: "dns.domain",
    region: "the account's file as region",
    repositories: "the account's file as repositories",
    secrets: "services.NAME.secrets",
    variables: "services.NAME.environment",
    observability: "alerts.email",
    cdn: "#content-delivery",
    overrides,
  },
  service: {
    type: "kind",
    image: "repository",
    build: "the account's file as repositories.NAME.build",
    cpu: size,
    memory,
    memlimit: memory,
    memreservation: memory,
    count: tasks,
    desiredcount: tasks,
    replicas: tasks,
    autoscaling: tasks,
    deploy: tasks,
    variables: "environment",
    env: "environment",
    envfile: "#files-of-variables",
    http: "port, healthCheckPath and routes",
    loadbalancer: "routes",
    alias: "routes",
    domain: "routes",
    ports: "port",
    expose: "port",
    healthcheck: "containerHealthCheck",
    platform: "architecture",
    runtimeplatform: "architecture",
    capacity: "spotPercent",
    dependson: "uses",
    link: "uses",
    links: "uses",
    networks: "uses",
    subscribe: "consumes",
    on: "schedule",
    iam: "permissions",
    policies: "permissions",
    taskrole: "permissions",
    executionrole: "permissions",
    logging: "logGroup, logStreamPrefix and logRetentionDays",
    stopgraceperiod: "stopTimeoutSeconds",
    network: "#placement",
    placement: "#placement",
    storage: "volumes",
    mountpoints: "volumes",
    tmpfs: volumes,
    taskdefoverrides: overrides,
    transform: overrides,
    exec: "#commands-in-a-container",
    enableexecutecommand: "#commands-in-a-container",
    privileged: "#privileges",
    user: "#privileges",
    capadd: "#privileges",
    canary: "#canaries",
    restart: "#restarts",
    retries: "#restarts",
    timeout: "#restarts",
    publish: "#topics",
  },
  sidecar: {
    variables: "environment",
    env: "environment",
    envfile: "#files-of-variables",
    secrets: "#secrets-of-sidecars",
    memory: "memoryMiB",
    cpu: "#shares-of-a-task",
    ports: "port",
    dependson: "#order-of-containers",
    healthcheck: "healthCheck",
    mountpoints: volumes,
    volumes,
    user: "#privileges",
    privileged: "#privileges",
  },
  size: { cpu: "cpuUnits", memory: "memoryMiB" },
  scaling: {
    min: "minimumTasks",
    max: "maximumTasks",
    range: "minimumTasks and maximumTasks",
    cpu: "cpuPercent",
    cpupercentage: "cpuPercent",
    cpuutilization: "cpuPercent",
    memory: "memoryPercent",
    memorypercentage: "memoryPercent",
    memoryutilization: "memoryPercent",
    requests: "requestsPerTarget",
    responsetime: "#scaling-by-response-time",
    cooldown: "#scaling-by-response-time",
  },
};

export interface OtherTools {
  readonly message: string;
  /** The setting here, or its first part, where it stands beside the key. */
  readonly head: string | undefined;
}

/** @param known keys that may stand there: what a kind lacks is not proposed */
export function nameInOtherTools(parent: ConfigPath, key: string, known: readonly string[]): OtherTools | undefined {
  const names = namesByPlace[placeOf(parent, known)] ?? {};
  const written = key.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const here = Object.hasOwn(names, written) ? names[written] : undefined;
  if (here === undefined) return undefined;
  if (here.startsWith("#")) return notSupported(here);
  if (here.startsWith("the ")) return { message: `unknown key; write it in ${here}`, head: undefined };
  const [head] = headsOf(here);
  if (head !== undefined && known.includes(head)) return { message: `unknown key; write it as ${here}`, head };
  return head === "containerHealthCheck" ? notSupported(healthChecks) : undefined;
}

function notSupported(anchor: string): OtherTools {
  return { message: `not supported; see docs/not-supported.md${anchor}`, head: undefined };
}

/** The settings that stand beside the key, without what is inside. */
export function headsOf(here: string): readonly string[] {
  return here.split(/, | and /).map((setting) => setting.split(".")[0] ?? "");
}

function placeOf(parent: ConfigPath, known: readonly string[]): string {
  const [section, , part, ...rest] = parent;
  if (parent.length === 0) return known.includes("services") ? "environment" : "account";
  if (section !== "services") return String(section);
  if (part === undefined) return "service";
  return part === "sidecars" && rest.length === 1 ? "sidecar" : String(part);
}
