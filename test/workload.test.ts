import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadEnvironment } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { agentToAgentPaths } from "../model/ingress-plan";
import {
  anEnvironment,
  aService,
  clientCertificates,
  firestoreByFederation,
  firestoreByKey,
  signedTokens,
} from "./helpers/environments";
import { runtimeTemplate } from "./helpers/stacks";
import { containerOf, healthCheckPathOf } from "./helpers/task-definition";
import { imageFacts, type ProgramInterface, type Workload, workloadProblems } from "./helpers/workload";

const program: ProgramInterface = JSON.parse(readFileSync("backend/interface.json", "utf8"));
const image = imageFacts(readFileSync("Dockerfile", "utf8"));
const staging = workloadOf(loadEnvironment(".", "staging").environments[0]);

test("the staging environment runs the image as the image and its program are written", () => {
  expect(workloadProblems(staging)).toEqual([]);
});

const secrets = { GEMINI_API_KEY: "gemini-api-key" };
const peers = { planner: { url: "https://planner.example.com/a2a", audience: "lornu-planner" } };

test.each([
  ["a key to Firestore and tokens of agents", { firestore: firestoreByKey, agentToAgent: signedTokens }],
  [
    "an identity for Firestore, certificates of agents and peers",
    { firestore: firestoreByFederation, agentToAgent: clientCertificates, peers },
  ],
  ["neither database nor agents", {}],
])("so does one with %s", (_, service) => {
  const environment = anEnvironment({ services: { agent: aService({ secrets, ...service }) } });
  expect(workloadProblems(workloadOf(environment))).toEqual([]);
});

describe("a drift is found, whichever side it is on:", () => {
  const { container } = staging;
  const withoutDatabase = Object.fromEntries(
    Object.entries(program.variables).filter(([name]) => name !== "FIRESTORE_DATABASE"),
  );
  const needed = { required: true, secret: false };
  const onPort = (port: string) =>
    container.environment.map((variable) => (variable.name === "PORT" ? { name: "PORT", value: port } : variable));

  const drifts: Readonly<Record<string, readonly [Partial<Workload>, readonly string[]]>> = {
    "a variable that the program no longer reads": [
      { program: { ...program, variables: withoutDatabase } },
      ["the task sets FIRESTORE_DATABASE, which the program does not read"],
    ],
    "a variable that nobody reads yet": [
      { container: { ...container, environment: [...container.environment, { name: "REGION_HINT", value: "us" }] } },
      ["the task sets REGION_HINT, which the program does not read"],
    ],
    "a variable that the program newly needs": [
      { program: { ...program, variables: { ...program.variables, TENANT: needed } } },
      ["the program needs TENANT, which the task does not set"],
    ],
    "a secret that the task no longer shows": [
      { container: { ...container, secrets: container.secrets.filter(({ name }) => name !== "GEMINI_API_KEY") } },
      ["the program needs GEMINI_API_KEY, which the task does not set"],
    ],
    "a secret that the program no longer keeps to itself": [
      { program: { ...program, variables: { ...program.variables, GEMINI_API_KEY: needed } } },
      ["the task keeps GEMINI_API_KEY secret, and the program may show it"],
    ],
    "a secret as plain text": [
      {
        container: {
          ...container,
          environment: [...container.environment, { name: "GEMINI_API_KEY", value: "key" }],
          secrets: container.secrets.filter(({ name }) => name !== "GEMINI_API_KEY"),
        },
      },
      ["the program keeps GEMINI_API_KEY secret, and the task shows it as plain text"],
    ],
    "another port of the task": [
      { container: { ...container, portMappings: [{ containerPort: 9090 }], environment: onPort("9090") } },
      ["the task maps port 9090 with PORT=9090, the image exposes 8080 with PORT=8080"],
    ],
    "another port of the image": [
      { image: { ...image, ports: [9090], environment: { ...image.environment, PORT: "9090" } } },
      ["the task maps port 8080 with PORT=8080, the image exposes 9090 with PORT=9090"],
    ],
    "a port that the program is not told": [
      { container: { ...container, environment: onPort("9090") } },
      ["the task maps port 8080 with PORT=9090, the image exposes 8080 with PORT=8080"],
    ],
    "a health check that nobody answers": [
      { healthCheckPath: "/healthz" },
      ["the load balancer asks /healthz, and the program answers /health, /ready"],
    ],
    "a health check that the program no longer answers": [
      { program: { ...program, paths: ["/ready"] } },
      ["the load balancer asks /health, and the program answers /ready"],
    ],
    "agents who are answered where nobody guards": [
      { program: { ...program, agentToAgentPath: "/agents" } },
      ["the load balancer guards /a2a, /a2a/*, and agents are answered at /agents, /agents/*"],
    ],
    "another user of the task": [
      { container: { ...container, user: "1000:1000" } },
      ['user: the task has "1000:1000", the image "10001:10001"'],
    ],
    "another user of the image": [
      { image: { ...image, user: "root" } },
      ['user: the task has "10001:10001", the image "root"'],
    ],
    "a folder that the image does not prepare": [
      { image: { ...image, volumes: [] } },
      ['folders to write: the task has ["/tmp"], the image []'],
    ],
    "a folder that the task does not mount": [
      { container: { ...container, mountPoints: [] } },
      ['folders to write: the task has [], the image ["/tmp"]'],
    ],
  };

  test.each(Object.entries(drifts))("%s", (_, [change, problems]) => {
    expect(workloadProblems({ ...staging, ...change })).toEqual(problems);
  });
});

test("of a Dockerfile, the last stage is what runs", () => {
  const dockerfile = `FROM base AS build
USER root
EXPOSE 1
FROM base
# USER nobody
ENV HOME=/tmp \\
    PORT=8080
USER 1
USER 10001:10001
EXPOSE 8080
VOLUME /tmp`;
  expect(imageFacts(dockerfile)).toEqual({
    user: "10001:10001",
    ports: [8080],
    volumes: ["/tmp"],
    environment: { HOME: "/tmp", PORT: "8080" },
  });
  expect(imageFacts("FROM base").user).toBe("root");
});

function workloadOf(environment: Environment | undefined): Workload {
  if (environment === undefined) throw new RangeError("there is no such environment");
  const template = runtimeTemplate(environment);
  return {
    container: containerOf(template),
    healthCheckPath: healthCheckPathOf(template),
    guardedPaths: agentToAgentPaths,
    program,
    image,
  };
}
