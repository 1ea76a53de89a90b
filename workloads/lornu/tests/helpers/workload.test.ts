import { describe, expect, test } from "vitest";
import { imageFacts, type Workload, workloadProblems } from "./workload";

const agreed: Workload = {
  container: {
    user: "10001:10001",
    readonlyRootFilesystem: true,
    stopTimeout: 120,
    portMappings: [{ containerPort: 8080 }],
    mountPoints: [{ containerPath: "/tmp", readOnly: false }],
    environment: [
      { name: "FIRESTORE_DATABASE", value: "staging" },
      { name: "PORT", value: "8080" },
    ],
    secrets: [{ name: "GEMINI_API_KEY", valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:gemini" }],
  },
  healthCheckPath: "/health",
  guardedPaths: ["/a2a", "/a2a/*"],
  program: {
    variables: {
      FIRESTORE_DATABASE: { required: false, secret: false },
      GEMINI_API_KEY: { required: true, secret: true },
      LOG_LEVEL: { required: false, secret: false },
      PORT: { required: false, secret: false },
    },
    paths: ["/health", "/ready"],
    agentToAgentPath: "/a2a",
  },
  image: { user: "10001:10001", ports: [8080], volumes: ["/tmp"], environment: { PORT: "8080" } },
};

test("parts that know the same have no problem", () => {
  expect(workloadProblems(agreed)).toEqual([]);
});

describe("a drift is found, whichever side it is on:", () => {
  const { container, program, image } = agreed;
  const { FIRESTORE_DATABASE: _, ...withoutDatabase } = program.variables;
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
    expect(workloadProblems({ ...agreed, ...change })).toEqual(problems);
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
