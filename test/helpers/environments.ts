import type { z } from "zod";
import { type Account, accountSchema } from "../../config/schema/account";
import { type Environment, environmentSchema } from "../../config/schema/environment";

export type AccountSettings = z.input<typeof accountSchema>;
export type EnvironmentSettings = z.input<ReturnType<typeof environmentSchema>>;
export type ServiceInput = NonNullable<EnvironmentSettings["services"]>[string];
export type WebInput = Extract<ServiceInput, { readonly kind: "web" }>;

/** An account as its file would make it: what the overrides leave out gets the schema's defaults. */
export function anAccount(overrides: Partial<AccountSettings> = {}): Account {
  const settings: AccountSettings = {
    accountId: "123456789012",
    region: "us-east-1",
    owner: "platform-team",
    terraformCloud: { organization: "shop-works" },
    repositories: { "shop-agent": {} },
    ...overrides,
  };
  return accountFrom(settings);
}

/** An environment with a VPC, a domain and one service, as its file would make it. */
export function anEnvironment(overrides: Partial<EnvironmentSettings> = {}, account = anAccount()): Environment {
  const settings: EnvironmentSettings = {
    account: account.name,
    namePrefix: "shop-staging",
    network: { cidr: "10.1.0.0/16" },
    dns: { domain: "staging.example.com", zone: { name: "example.com" } },
    services: { agent: aService() },
    alerts: { email: "platform-team@example.com" },
    budget: { monthlyUsd: 150 },
    ...overrides,
  };
  return environmentFrom(settings, account);
}

/** @param settings content of an account's file */
export function accountFrom(settings: unknown, name = "shop"): Account {
  return { ...accountSchema.parse(settings), name };
}

/** @param settings content of an environment's file */
export function environmentFrom(settings: unknown, account: Account, name = "staging"): Environment {
  const { namePrefix = name, ...parsed } = environmentSchema(name).parse(settings);
  return { ...parsed, name, namePrefix, account };
}

/** The settings of a service of the web without secrets, whose agent-to-agent paths are refused. */
export function aService(overrides: Partial<WebInput> = {}): WebInput {
  return {
    kind: "web",
    port: 8080,
    healthCheckPath: "/health",
    repository: "shop-agent",
    size: { cpuUnits: 512, memoryMiB: 1024 },
    scaling: { minimumTasks: 1, maximumTasks: 4 },
    ...overrides,
  };
}

export const signedTokens = {
  jwt: {
    issuer: "https://auth.example.com",
    jwksUrl: "https://auth.example.com/.well-known/jwks.json",
    audience: "shop-staging-agent",
  },
} as const;

export const clientCertificates = {
  mutualTls: { caBundle: { bucket: "shop-works-agents", key: "certificate-authorities.pem" } },
} as const;

/** A Firestore database that a stored key opens. */
export const firestoreByKey = {
  projectId: "shop-works",
  database: "staging",
  access: { serviceAccountKey: { secret: "gcp-service-account-key" } },
} as const;

/** The same database, opened by the task's own identity. */
export const firestoreByFederation = {
  projectId: "shop-works",
  database: "staging",
  access: {
    workloadIdentityFederation: {
      audience:
        "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool/providers/aws-staging",
      serviceAccountEmail: "shop-agent@shop-works.iam.gserviceaccount.com",
    },
  },
} as const;

export const existingVpc = {
  vpcId: "vpc-0a1b2c3d4e5f60718",
  publicSubnetIds: ["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"],
  privateSubnetIds: ["subnet-0a1b2c3d4e5f60713", "subnet-0a1b2c3d4e5f60714"],
};

/** A domain in a zone that the environment makes for itself. */
export function ownZone(zone: { readonly delegated: boolean }) {
  return { domain: "staging.example.com", zone: { name: "example.com", create: true, ...zone } };
}
