import type { ConnectionTimes } from "./connection-times";
import type { FirestoreFacts, SecretFacts, ServiceFacts, TokenFacts, WebFacts } from "./plan/facts";

/** What the variables of a service's container follow from. */
export interface VariableFacts {
  readonly environment: string;
  readonly production: boolean;
  readonly service: ServiceFacts;
  readonly times: ConnectionTimes;
  /** Address of the environment; absent without a domain. */
  readonly publicUrl: string | undefined;
  /** How agents are let in to this service. */
  readonly agentToAgent: "jwt" | "mutual-tls" | "refused" | undefined;
  readonly agentToAgentUrl: string | undefined;
}

interface OwnVariable<Facts> {
  /** What decides the value, in words of the configuration. */
  readonly setting: string;
  /** Nothing where the configuration does not ask for it. */
  readonly value: (facts: Facts) => string | undefined;
}

/** Variables that Slipway sets, and services therefore may not: both follow from this one table. */
const plainVariables: Readonly<Record<string, OwnVariable<VariableFacts>>> = {
  PORT: {
    setting: "port",
    value: ({ service }) => ("port" in service ? String(service.port) : undefined),
  },
  DEPLOYMENT_ENVIRONMENT: { setting: "the name of the environment's file", value: ({ environment }) => environment },
  DEPLOYMENT_PRODUCTION: { setting: "production", value: ({ production }) => (production ? "true" : undefined) },
  PUBLIC_URL: { setting: "dns.domain", value: ({ service, publicUrl }) => (isWeb(service) ? publicUrl : undefined) },
  LOAD_BALANCER_IDLE_TIMEOUT_SECONDS: {
    setting: "longLived",
    value: ({ service, times }) => (isWeb(service) ? String(times.idleTimeoutSeconds) : undefined),
  },
  STOP_TIMEOUT_SECONDS: {
    setting: "longLived or stopTimeoutSeconds",
    value: ({ times }) => String(times.stopTimeoutSeconds),
  },
  GOOGLE_CLOUD_PROJECT: { setting: "firestore.projectId", value: ({ service }) => service.firestore?.projectId },
  FIRESTORE_DATABASE: { setting: "firestore.database", value: ({ service }) => service.firestore?.database },
  GCP_WORKLOAD_IDENTITY_AUDIENCE: {
    setting: "firestore.access.workloadIdentityFederation.audience",
    value: ({ service }) => federationOf(service)?.audience,
  },
  GCP_SERVICE_ACCOUNT_EMAIL: {
    setting: "firestore.access.workloadIdentityFederation.serviceAccountEmail",
    value: ({ service }) => federationOf(service)?.serviceAccountEmail,
  },
  A2A_ISSUER: { setting: "agentToAgent.jwt.issuer", value: (facts) => tokensOf(facts)?.issuer },
  A2A_JWKS_URL: { setting: "agentToAgent.jwt.jwksUrl", value: (facts) => tokensOf(facts)?.jwksUrl },
  A2A_AUDIENCE: { setting: "agentToAgent.jwt.audience", value: (facts) => tokensOf(facts)?.audience },
  A2A_SUBJECTS: { setting: "agentToAgent.jwt.subjects", value: (facts) => subjectsJson(tokensOf(facts)?.subjects) },
  A2A_CLIENT_CERTIFICATES: {
    setting: "agentToAgent.mutualTls",
    value: ({ agentToAgent }) => (agentToAgent === "mutual-tls" ? "required" : undefined),
  },
  A2A_PUBLIC_URL: { setting: "agentToAgent.mutualTls", value: ({ agentToAgentUrl }) => agentToAgentUrl },
  A2A_PEERS: { setting: "peers", value: ({ service }) => peersJson(service.peers) },
};

/** Holds a service account's key file of Google Cloud, JSON. */
export const serviceAccountKeyVariable = "GCP_SERVICE_ACCOUNT_KEY";

/** The same for variables whose value is a secret: `value` answers with its name. */
const secretVariables: Readonly<Record<string, OwnVariable<{ readonly firestore?: FirestoreFacts | undefined }>>> = {
  [serviceAccountKeyVariable]: {
    setting: "firestore.access.serviceAccountKey.secret",
    value: ({ firestore }) =>
      firestore !== undefined && "serviceAccountKey" in firestore.access
        ? firestore.access.serviceAccountKey.secret
        : undefined,
  },
};

const setBySlipway: ReadonlyMap<string, string> = new Map(
  [...Object.entries(plainVariables), ...Object.entries(secretVariables)].map(([name, { setting }]) => [name, setting]),
);

export const variableShape = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Why a service may not set the variable of this name, or nothing. */
export function variableNameProblem(name: string): string | undefined {
  if (!variableShape.test(name))
    return "this is not a variable's name; use letters, digits and underscores, such as LOG_LEVEL";
  const setting = setBySlipway.get(name);
  if (setting !== undefined) return `${name} is set from ${setting}; remove it here`;
  return /^(AWS|ECS)_/.test(name) ? `${name} is reserved: AWS sets AWS_* and ECS_*; choose another name` : undefined;
}

/** Plain variables of the container: the ones that the configuration lists, and the ones that it implies. */
export function containerEnvironment(facts: VariableFacts): Readonly<Record<string, string>> {
  return { ...facts.service.environment, ...valuesOf(plainVariables, facts) };
}

/** Secrets of the container by their variables. */
export function containerSecrets(
  service: Pick<ServiceFacts, "firestore" | "secrets">,
): Readonly<Record<string, SecretFacts>> {
  return { ...service.secrets, ...valuesOf(secretVariables, service) };
}

function valuesOf<Facts>(
  variables: Readonly<Record<string, OwnVariable<Facts>>>,
  facts: Facts,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, variable]) => {
      const value = variable.value(facts);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function isWeb(service: ServiceFacts): service is WebFacts {
  return service.kind === "web";
}

/** Nothing on plain HTTP either, where the load balancer refuses the paths. */
function tokensOf({ service, agentToAgent: mode }: VariableFacts): TokenFacts | undefined {
  const asked = isWeb(service) ? service.agentToAgent : undefined;
  return mode === "jwt" && asked !== undefined && "jwt" in asked ? asked.jwt : undefined;
}

function federationOf({ firestore }: Pick<ServiceFacts, "firestore">) {
  return firestore !== undefined && "workloadIdentityFederation" in firestore.access
    ? firestore.access.workloadIdentityFederation
    : undefined;
}

/** Sorted, so that the order in the file changes no task. */
function subjectsJson(subjects: TokenFacts["subjects"]): string | undefined {
  return subjects === undefined ? undefined : JSON.stringify([...subjects].sort());
}

/** Sorted, for the same reason. */
function peersJson(peers: ServiceFacts["peers"]): string | undefined {
  const sorted = Object.entries(peers).sort(([left], [right]) => (left < right ? -1 : 1));
  if (sorted.length === 0) return undefined;
  return JSON.stringify(Object.fromEntries(sorted.map(([name, { url, audience }]) => [name, { url, audience }])));
}
