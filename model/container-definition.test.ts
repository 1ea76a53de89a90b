import { describe, expect, test } from "vitest";
import { type ContainerFacts, containerDefinition } from "./container-definition";

const secretArn = (secret: string) =>
  `arn:aws:secretsmanager:us-east-1:123456789012:secret:lornu-staging/${secret}-AbCdEf`;

const aContainer = (overrides: Partial<ContainerFacts> = {}): ContainerFacts => ({
  name: "agent",
  image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/lornu-agent@sha256:${"3f".repeat(32)}`,
  port: 8080,
  logGroup: "/ecs/lornu-staging/agent",
  region: "us-east-1",
  stopTimeoutSeconds: 120,
  environment: {},
  secretArns: {},
  ...overrides,
});

describe("the container", () => {
  test("runs as nobody's administrator and keeps its root file system as it is", () => {
    expect(containerDefinition(aContainer())).toMatchObject({
      user: "10001:10001",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    });
  });

  test("writes to /tmp alone", () => {
    expect(containerDefinition(aContainer()).mountPoints).toEqual([
      { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
    ]);
  });

  test("runs the image by digest, and the task ends with it", () => {
    const facts = aContainer();
    expect(containerDefinition(facts)).toMatchObject({ name: "agent", image: facts.image, essential: true });
  });

  test("opens its one port under the same number on the task's own address", () => {
    expect(containerDefinition(aContainer({ port: 9090 })).portMappings).toEqual([
      { containerPort: 9090, hostPort: 9090, protocol: "tcp" },
    ]);
  });

  test("gets the time to stop that its connections need", () => {
    expect(containerDefinition(aContainer({ stopTimeoutSeconds: 30 })).stopTimeout).toBe(30);
  });

  test("logs to its group, and drops lines rather than wait for a slow log service", () => {
    expect(containerDefinition(aContainer()).logConfiguration).toEqual({
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/ecs/lornu-staging/agent",
        "awslogs-region": "us-east-1",
        "awslogs-stream-prefix": "agent",
        mode: "non-blocking",
        "max-buffer-size": "4m",
      },
    });
  });

  test("gets variables and secrets sorted by name, in whatever order they are written", () => {
    const { environment, secrets } = containerDefinition(
      aContainer({
        environment: { PORT: "8080", LOG_LEVEL: "info" },
        secretArns: { GEMINI_API_KEY: secretArn("gemini-api-key"), GCP_KEY: secretArn("gcp-key") },
      }),
    );
    expect(environment).toEqual([
      { name: "LOG_LEVEL", value: "info" },
      { name: "PORT", value: "8080" },
    ]);
    expect(secrets).toEqual([
      { name: "GCP_KEY", valueFrom: secretArn("gcp-key") },
      { name: "GEMINI_API_KEY", valueFrom: secretArn("gemini-api-key") },
    ]);
  });
});
