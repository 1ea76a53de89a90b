import { describe, expect, test } from "vitest";
import { z } from "zod";
import { composeProblems } from "../../test/helpers/compose/compose-problems";
import { internalFacts, planOf, serviceIn, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import type { ServiceFacts } from "../plan/facts";
import { composeFile } from "./compose-file";

const digest = `sha256:${"a".repeat(64)}`;
const composed = z.object({ services: z.record(z.string(), z.record(z.string(), z.unknown())) }).loose();

function composedOf(services: Readonly<Record<string, ServiceFacts>>) {
  const plan = planOf(services);
  const text = composeFile(plan.namePrefix, plan.services, String);
  expect(composeProblems(text)).toEqual([]);
  return composed.parse(JSON.parse(text));
}

describe("the Compose file", () => {
  test("says of a service what ECS is told of it on Fargate", () => {
    const healthCheck = { command: ["CMD-SHELL", "curl -f $URL"], intervalSeconds: 30, timeoutSeconds: 5, retries: 3 };
    const web = webFacts({
      port: 3001,
      environment: { GREETING: "costs $5" },
      secrets: { TOKEN: { existing: "shared/json", key: "TOKEN" } },
      containerHealthCheck: healthCheck,
      command: ["serve", "$HOME"],
      entryPoint: ["/usr/bin/env"],
      size: { cpuUnits: 512, memoryMiB: 1024 },
    });
    const file = composedOf({ "web-shop": web });
    expect(file).toEqual({
      name: "shop",
      services: {
        "web-shop": {
          image: "210987654321.dkr.ecr.eu-central-1.amazonaws.com/shop@$WEB_SHOP_DIGEST",
          command: ["serve", "$$HOME"],
          entrypoint: ["/usr/bin/env"],
          environment: {
            AWS_CONFIG_FILE: "/run/slipway/config",
            AWS_DEFAULT_REGION: "eu-central-1",
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_REGION: "eu-central-1",
            DEPLOYMENT_ENVIRONMENT: "shop-test",
            GREETING: "costs $$5",
            LOAD_BALANCER_IDLE_TIMEOUT_SECONDS: expect.any(String),
            PORT: "3001",
            STOP_TIMEOUT_SECONDS: "30",
            TOKEN: "$WEB_SHOP__TOKEN",
          },
          user: "10001:10001",
          privileged: false,
          read_only: true,
          init: true,
          cap_drop: ["ALL"],
          mem_limit: "1024m",
          cpu_shares: 512,
          labels: { "slipway.container": "web-shop" },
          restart: "unless-stopped",
          stop_grace_period: "30s",
          ports: [{ target: 3001, published: "3001", protocol: "tcp" }],
          volumes: [
            { type: "volume", source: "web-shop-tmp", target: "/tmp" },
            {
              type: "bind",
              source: "/run/slipway/tasks/web-shop",
              target: "/run/slipway",
              read_only: true,
              bind: { create_host_path: false },
            },
          ],
          healthcheck: {
            test: ["CMD-SHELL", "curl -f $$URL"],
            interval: "30s",
            timeout: "5s",
            retries: 3,
            start_period: "0s",
          },
          logging: {
            driver: "awslogs",
            options: {
              "awslogs-group": "/ecs/shop/web-shop",
              "awslogs-region": "eu-central-1",
              "awslogs-stream": "web-shop/web-shop/$INSTANCE_ID",
              mode: "non-blocking",
              "max-buffer-size": "4m",
            },
          },
        },
      },
      volumes: { "web-shop-tmp": {} },
    });
  });

  test("lets the containers of a task share its network, in the order of their start", () => {
    const image = `public.ecr.aws/nginx/nginx@${digest}`;
    const sidecar = { image, environment: {}, essential: true } as const;
    const program = webFacts({
      port: 3001,
      sidecars: {
        proxy: { ...sidecar, port: 15_001, memoryMiB: 128 },
        collector: { ...sidecar, essential: false },
      },
    });
    const { services } = composedOf({ shop: program, other: workerFacts({ sidecars: { proxy: sidecar } }) });
    expect(Object.keys(services)).toEqual(["shop", "shop.proxy", "shop.collector", "other", "other.proxy"]);
    expect(services.shop).toMatchObject({
      network_mode: "service:shop.proxy",
      depends_on: {
        "shop.proxy": { condition: "service_started" },
        "shop.collector": { condition: "service_started" },
      },
    });
    expect(services.shop).not.toHaveProperty("ports");
    expect(services["shop.proxy"]).toMatchObject({
      image,
      ports: [{ target: 3001, published: "3001", protocol: "tcp" }],
      mem_limit: "128m",
      cpu_shares: 85,
      restart: "unless-stopped",
    });
    expect(services["shop.proxy"]).not.toHaveProperty("depends_on");
    expect(services["shop.collector"]).toMatchObject({
      network_mode: "service:shop.proxy",
      mem_limit: "512m",
      restart: "no",
      depends_on: { "shop.proxy": { condition: "service_started" } },
    });
    expect(services.other).not.toHaveProperty("ports");
  });

  test("gives an internal service its name on the network of the instance", () => {
    const { services } = composedOf({
      web: webFacts({ environment: {} }),
      store: internalFacts({ port: 8000 }),
    });
    expect(services.store).not.toHaveProperty("ports");
    expect(services.store).toMatchObject({
      expose: ["8000"],
      networks: { default: { aliases: ["store.shop.internal"] } },
    });
    expect(services.web).not.toHaveProperty("networks");
  });

  test("writes what AWS makes up as the stack has it, and only a user's dollar signs twice", () => {
    const { services } = planOf({ subject: webFacts({ environment: { OWN: "$OWN" } }) });
    const subject = serviceIn({ services }, "subject");
    const reference = { stack: "base", type: "aws_kms_key", key: "alias/shop", attribute: "arn" } as const;
    const containers = subject.task.containers.map((container) => ({
      ...container,
      environment: { ...container.environment, KEY: reference },
    }));
    const text = composeFile("shop", [{ ...subject, task: { ...subject.task, containers } }], (planned) =>
      typeof planned === "string" ? planned : `$\{${planned.type}}`,
    );
    expect(composed.parse(JSON.parse(text)).services.subject).toMatchObject({
      environment: { KEY: "${aws_kms_key}", OWN: "$$OWN" },
    });
  });
});
