import { z } from "zod";
import { capabilitySections } from "../../config/schema/capabilities";
import { usualUsage } from "../../model/cost/usage";
import { type EnvironmentPlan, planEnvironment } from "../../model/plan/environment-plan";
import type { AccountFacts, EnvironmentFacts, ServiceFacts } from "../../model/plan/facts";
import { usualHostScaling } from "../../model/plan/host-facts";
import type { ServicePlan } from "../../model/plan/service-plan";

type Facts<Kind extends ServiceFacts["kind"]> = Extract<ServiceFacts, { readonly kind: Kind }>;

const common = {
  repository: "shop",
  size: { cpuUnits: 256, memoryMiB: 512 },
  architecture: "x86_64",
  sidecars: {},
  environment: {},
  secrets: {},
  peers: {},
  uses: [],
  permissions: [],
  egress: [],
} as const;
const listening = {
  ...common,
  port: 8080,
  longLived: false,
  spotPercent: 0,
  volumes: {},
  scaling: { minimumTasks: 1, maximumTasks: 4, cpuPercent: 50, memoryPercent: 70 },
} as const;

export function webFacts(overrides: Partial<Facts<"web">> = {}): ServiceFacts {
  const deployment = { strategy: "rolling" } as const;
  return { ...listening, kind: "web", deployment, healthCheckPath: "/health", routes: [], ...overrides };
}

export function internalFacts(overrides: Partial<Facts<"internal">> = {}): ServiceFacts {
  return { ...listening, kind: "internal", ...overrides };
}

export function workerFacts(overrides: Partial<Facts<"worker">> = {}): ServiceFacts {
  const scaling = { minimumTasks: 0, maximumTasks: 4, backlogPerTask: 10 };
  return { ...common, kind: "worker", spotPercent: 0, volumes: {}, stopTimeoutSeconds: 30, scaling, ...overrides };
}

export function jobFacts(overrides: Partial<Facts<"job">> = {}): ServiceFacts {
  return { ...common, kind: "job", stopTimeoutSeconds: 30, ...overrides };
}

export const queueFacts = { longestTaskSeconds: 60, retentionDays: 4, maximumReceives: 5, alarmAgeSeconds: 900 };

export function accountFacts(overrides: Partial<AccountFacts> = {}): AccountFacts {
  return {
    name: "retail",
    accountId: "210987654321",
    region: "eu-central-1",
    owner: "shop-team",
    tags: {},
    terraformCloud: {
      organization: "retail",
      project: "Shops",
      hostname: "app.terraform.io",
      oidcProvider: "create",
    },
    repositories: { shop: { keptImages: 50, keptUntaggedDays: 14 } },
    buckets: {},
    ...overrides,
  };
}

/** An environment with nothing in it but a VPC. */
export function environmentFacts(overrides: Partial<EnvironmentFacts> = {}): EnvironmentFacts {
  return {
    name: "shop-test",
    namePrefix: "shop",
    account: accountFacts(),
    production: false,
    deletionProtection: true,
    network: { cidr: "10.9.0.0/16", nat: "single", flowLogs: true },
    cluster: {},
    compute: "fargate",
    instances: { scaling: usualHostScaling },
    services: {},
    ...z.object(capabilitySections).parse({}),
    alerts: { email: "shop-team@example.com" },
    budget: { monthlyUsd: 90 },
    usage: usualUsage,
    tags: {},
    retired: [],
    formerNames: { taskRoles: [], logGroups: [] },
    ...overrides,
  };
}

/** The plan of an environment with these services. */
export function planOf(
  services: Readonly<Record<string, ServiceFacts>>,
  overrides: Partial<EnvironmentFacts> = {},
): EnvironmentPlan {
  return planEnvironment(environmentFacts({ services, ...overrides }));
}

export function serviceIn({ services }: Pick<EnvironmentPlan, "services">, name: string): ServicePlan {
  const service = services.find((candidate) => candidate.name === name);
  if (service === undefined) throw new RangeError(`the plan has no service ${name}`);
  return service;
}
