import { describe, expect, test } from "vitest";
import { aContainerOf as aContainer } from "../test/helpers/container-facts";
import { containerDefinition } from "./container-definition";

const secretArn = (secret: string) =>
  `arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/${secret}-AbCdEf`;

describe("the container", () => {
  test("runs as nobody's administrator and keeps its root file system as it is", () => {
    expect(containerDefinition(aContainer())).toMatchObject({
      user: "10001:10001",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } },
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

  test("opens no port where it has none", () => {
    expect(containerDefinition(aContainer({ port: undefined })).portMappings).toEqual([]);
  });

  test("starts what the settings say, and otherwise what its image says", () => {
    const own = containerDefinition(aContainer({ entryPoint: ["/bin/app"], command: ["serve", "--quiet"] }));
    expect(own).toMatchObject({ entryPoint: ["/bin/app"], command: ["serve", "--quiet"] });
    expect(Object.keys(containerDefinition(aContainer()))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(entryPoint|command|memory|dependsOn)$/)]),
    );
  });

  test("starts after its sidecars, which may take so much memory and no more", () => {
    expect(containerDefinition(aContainer({ startsAfter: [{ name: "proxy", condition: "START" }] })).dependsOn).toEqual(
      [{ containerName: "proxy", condition: "START" }],
    );
    const sidecar = containerDefinition(aContainer({ name: "proxy", essential: false, memoryMiB: 128 }));
    expect(sidecar).toMatchObject({ essential: false, memory: 128 });
  });

  test("checks itself by its command, as often as the settings say, and not while it starts", () => {
    const healthCheck = {
      command: ["CMD-SHELL", "curl -f http://localhost:3001/api/health || exit 1"],
      intervalSeconds: 30,
      timeoutSeconds: 5,
      retries: 3,
    };
    const { command } = healthCheck;
    const said = { command, interval: 30, timeout: 5, retries: 3 };
    expect(containerDefinition(aContainer({ healthCheck })).healthCheck).toEqual(said);
    const patient = aContainer({ healthCheck: { ...healthCheck, startPeriodSeconds: 60 } });
    expect(containerDefinition(patient).healthCheck).toEqual({ ...said, startPeriod: 60 });
    expect(containerDefinition(aContainer())).not.toHaveProperty("healthCheck");
  });

  test("gets the time to stop that its connections need", () => {
    expect(containerDefinition(aContainer({ stopTimeoutSeconds: 30 })).stopTimeout).toBe(30);
  });

  test("logs to its group, and drops lines rather than wait for a slow log service", () => {
    expect(containerDefinition(aContainer()).logConfiguration).toEqual({
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/ecs/shop-staging/agent",
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
        secretArns: { PAYMENT_API_KEY: secretArn("payment-api-key"), GCP_KEY: secretArn("gcp-key") },
      }),
    );
    expect(environment).toEqual([
      { name: "LOG_LEVEL", value: "info" },
      { name: "PORT", value: "8080" },
    ]);
    expect(secrets).toEqual([
      { name: "GCP_KEY", valueFrom: secretArn("gcp-key") },
      { name: "PAYMENT_API_KEY", valueFrom: secretArn("payment-api-key") },
    ]);
  });
});
