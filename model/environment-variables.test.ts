import { describe, expect, test } from "vitest";
import { webFacts } from "../test/helpers/plan-facts";
import { connectionTimes } from "./connection-times";
import {
  containerEnvironment,
  containerSecrets,
  type VariableFacts,
  variableNameProblem,
} from "./environment-variables";
import type { WebFacts } from "./plan/facts";

const jwt = {
  issuer: "https://auth.example.com",
  jwksUrl: "https://auth.example.com/jwks.json",
  audience: "shop-staging-agent",
};
const database = { projectId: "shop-works", database: "staging" };
const keyAccess = { ...database, access: { serviceAccountKey: { secret: "gcp-service-account-key" } } };
const federation = {
  audience:
    "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool/providers/aws-staging",
  serviceAccountEmail: "shop-agent@shop-works.iam.gserviceaccount.com",
};
const federatedAccess = { ...database, access: { workloadIdentityFederation: federation } };
const planner = { url: "https://planner.example.com/a2a", audience: "planner" };

const publicUrl = "https://staging.example.com";
const agentToAgentUrl = "https://staging.example.com:8443";

interface SomeFacts extends Partial<Omit<VariableFacts, "service" | "times">> {
  readonly service?: Partial<WebFacts>;
}

function someFacts({ service = {}, ...facts }: SomeFacts = {}): VariableFacts {
  return {
    environment: "staging",
    production: false,
    publicUrl: undefined,
    agentToAgent: "refused",
    agentToAgentUrl: undefined,
    ...facts,
    service: webFacts(service),
    times: connectionTimes(service.longLived ?? false),
  };
}

const mutualTls = { caBundle: { bucket: "shop-works-agents", key: "authorities.pem" } };

/** The configurations that together set every variable that Slipway knows. */
const everyKind = [
  someFacts({
    production: true,
    publicUrl,
    agentToAgent: "jwt",
    service: { firestore: keyAccess, agentToAgent: { path: "/a2a", jwt: { ...jwt, subjects: ["planner"] } } },
  }),
  someFacts({
    publicUrl,
    agentToAgent: "mutual-tls",
    agentToAgentUrl,
    service: { firestore: federatedAccess, agentToAgent: { path: "/a2a", mutualTls }, peers: { planner } },
  }),
];

describe("plain variables", () => {
  test("are few where the configuration asks for little", () => {
    expect(containerEnvironment(someFacts())).toEqual({
      PORT: "8080",
      DEPLOYMENT_ENVIRONMENT: "staging",
      LOAD_BALANCER_IDLE_TIMEOUT_SECONDS: "60",
      STOP_TIMEOUT_SECONDS: "30",
    });
  });

  test("tell the program how long connections may last", () => {
    expect(containerEnvironment(someFacts({ service: { longLived: true } }))).toMatchObject({
      LOAD_BALANCER_IDLE_TIMEOUT_SECONDS: "600",
      STOP_TIMEOUT_SECONDS: "120",
    });
  });

  test("tell the program that it is production, where it is", () => {
    expect(containerEnvironment(someFacts({ production: true })).DEPLOYMENT_PRODUCTION).toBe("true");
    expect(containerEnvironment(someFacts())).not.toHaveProperty("DEPLOYMENT_PRODUCTION");
  });

  test("tell the program its public address, once there is one", () => {
    expect(containerEnvironment(someFacts({ publicUrl })).PUBLIC_URL).toBe("https://staging.example.com");
    expect(containerEnvironment(someFacts())).not.toHaveProperty("PUBLIC_URL");
  });

  test("name the Firestore database, and the identity that opens it without a key", () => {
    expect(containerEnvironment(someFacts({ service: { firestore: federatedAccess } }))).toMatchObject({
      GOOGLE_CLOUD_PROJECT: "shop-works",
      FIRESTORE_DATABASE: "staging",
      GCP_WORKLOAD_IDENTITY_AUDIENCE: federation.audience,
      GCP_SERVICE_ACCOUNT_EMAIL: federation.serviceAccountEmail,
    });
  });

  test("name no identity beside a key", () => {
    const environment = containerEnvironment(someFacts({ service: { firestore: keyAccess } }));
    expect(environment).toMatchObject({ GOOGLE_CLOUD_PROJECT: "shop-works", FIRESTORE_DATABASE: "staging" });
    expect(namesLike(environment, /^GCP_/)).toEqual([]);
  });

  test("list the peers as JSON, in one order whatever the file's is", () => {
    const reviewer = { audience: "reviewer", url: "https://reviewer.example.com" };
    const json =
      '{"planner":{"url":"https://planner.example.com/a2a","audience":"planner"},"reviewer":{"url":"https://reviewer.example.com","audience":"reviewer"}}';
    for (const peers of [
      { planner, reviewer },
      { reviewer, planner },
    ]) {
      expect(containerEnvironment(someFacts({ service: { peers } })).A2A_PEERS).toBe(json);
    }
  });

  test("keep what the configuration lists, and cannot be overruled by it", () => {
    const environment = { LOG_LEVEL: "INFO", PORT: "1" };
    expect(containerEnvironment(someFacts({ service: { environment } }))).toMatchObject({
      LOG_LEVEL: "INFO",
      PORT: "8080",
    });
  });
});

describe("what is said of agents that call", () => {
  const agentVariables = (facts: VariableFacts) =>
    Object.fromEntries(Object.entries(containerEnvironment(facts)).filter(([name]) => name.startsWith("A2A_")));

  test("with tokens: whose, and for whom", () => {
    expect(
      agentVariables(someFacts({ publicUrl, agentToAgent: "jwt", service: { agentToAgent: { path: "/a2a", jwt } } })),
    ).toEqual({
      A2A_ISSUER: jwt.issuer,
      A2A_JWKS_URL: jwt.jwksUrl,
      A2A_AUDIENCE: jwt.audience,
    });
  });

  test("with tokens of some subjects alone: whose, in one order whatever the file's is", () => {
    for (const subjects of [
      ["113774264463038321964", "planner"],
      ["planner", "113774264463038321964"],
    ]) {
      const service = { agentToAgent: { path: "/a2a", jwt: { ...jwt, subjects } } };
      const facts = someFacts({ publicUrl, agentToAgent: "jwt", service });
      expect(agentVariables(facts).A2A_SUBJECTS).toBe('["113774264463038321964","planner"]');
    }
  });

  test("with certificates: that the load balancer must have seen one, and on which port", () => {
    const service = { agentToAgent: { path: "/a2a", mutualTls } };
    expect(agentVariables(someFacts({ publicUrl, agentToAgentUrl, agentToAgent: "mutual-tls", service }))).toEqual({
      A2A_CLIENT_CERTIFICATES: "required",
      A2A_PUBLIC_URL: "https://staging.example.com:8443",
    });
  });

  test.each([
    { path: "/a2a", jwt },
    { path: "/a2a", mutualTls },
  ])("on plain HTTP, where the paths are refused: nothing (%j)", (agentToAgent) => {
    expect(agentVariables(someFacts({ service: { agentToAgent } }))).toEqual({});
  });
});

describe("secrets", () => {
  const secrets = { PAYMENT_API_KEY: "payment-api-key" };

  test("are the listed ones and the key that opens Firestore", () => {
    expect(containerSecrets({ secrets, firestore: keyAccess })).toEqual({
      PAYMENT_API_KEY: "payment-api-key",
      GCP_SERVICE_ACCOUNT_KEY: "gcp-service-account-key",
    });
  });

  test("are the listed ones alone where no key is kept", () => {
    expect(containerSecrets({ secrets, firestore: federatedAccess })).toEqual(secrets);
    expect(containerSecrets({ secrets })).toEqual(secrets);
  });
});

describe("names", () => {
  test.each(["LOG_LEVEL", "log_level", "A", "PORTS", "A1", "AWSOME", "FIRESTORE_DATABASE_ID"])(
    "a service may set %s",
    (name) => {
      expect(variableNameProblem(name)).toBeUndefined();
    },
  );

  test.each([
    ["PORT", "port"],
    ["DEPLOYMENT_ENVIRONMENT", "the name of the environment's file"],
    ["PUBLIC_URL", "dns.domain"],
    ["LOAD_BALANCER_IDLE_TIMEOUT_SECONDS", "longLived"],
    ["STOP_TIMEOUT_SECONDS", "longLived or stopTimeoutSeconds"],
    ["GOOGLE_CLOUD_PROJECT", "firestore.projectId"],
    ["FIRESTORE_DATABASE", "firestore.database"],
    ["GCP_WORKLOAD_IDENTITY_AUDIENCE", "firestore.access.workloadIdentityFederation.audience"],
    ["GCP_SERVICE_ACCOUNT_EMAIL", "firestore.access.workloadIdentityFederation.serviceAccountEmail"],
    ["GCP_SERVICE_ACCOUNT_KEY", "firestore.access.serviceAccountKey.secret"],
    ["A2A_ISSUER", "agentToAgent.jwt.issuer"],
    ["A2A_JWKS_URL", "agentToAgent.jwt.jwksUrl"],
    ["A2A_AUDIENCE", "agentToAgent.jwt.audience"],
    ["A2A_SUBJECTS", "agentToAgent.jwt.subjects"],
    ["A2A_CLIENT_CERTIFICATES", "agentToAgent.mutualTls"],
    ["A2A_PUBLIC_URL", "agentToAgent.mutualTls"],
    ["A2A_PEERS", "peers"],
  ])("a service may not set %s", (name, setting) => {
    expect(variableNameProblem(name)).toBe(`${name} is set from ${setting}; remove it here`);
  });

  test("a service may set nothing that Slipway does", () => {
    const set = everyKind.flatMap((facts) => [
      ...Object.keys(containerEnvironment(facts)),
      ...Object.keys(containerSecrets(facts.service)),
    ]);
    expect(new Set(set).size).toBe(18);
    for (const name of set) expect(variableNameProblem(name)).toMatch(/ is set from /);
  });

  test.each(["AWS_REGION", "ECS_CONTAINER_METADATA_URI"])("a service may not set %s, which AWS does", (name) => {
    expect(variableNameProblem(name)).toBe(`${name} is reserved: AWS sets AWS_* and ECS_*; choose another name`);
  });

  test.each(["2A", "A-B", "A B", ""])("%j is no variable's name, and not repeated", (name) => {
    expect(variableNameProblem(name)).toBe(
      "this is not a variable's name; use letters, digits and underscores, such as LOG_LEVEL",
    );
  });
});

function namesLike(environment: Readonly<Record<string, string>>, shape: RegExp): readonly string[] {
  return Object.keys(environment).filter((name) => shape.test(name));
}
