import { RootConstruct } from "constructs";
import { expect, test } from "vitest";
import { userData } from "../model/hosts/user-data";
import { RuntimeStack } from "../stacks/runtime-stack";
import { hostedGroup, hostTexts } from "./helpers/hosts/hosted-group";
import { toldToCompose } from "./helpers/hosts/told-to-compose";
import { toldToEcs } from "./helpers/hosts/told-to-ecs";
import { internalFacts, planOf, webFacts, workerFacts } from "./helpers/plan-facts";
import { cloud } from "./helpers/stacks";
import { templateOf } from "./helpers/synthesize";

const healthCheck = { intervalSeconds: 30, timeoutSeconds: 5, retries: 3 };
const sidecar = { image: `public.ecr.aws/nginx/nginx@sha256:${"a".repeat(64)}`, environment: { LEVEL: "$warn" } };

const services = {
  backend: webFacts({
    port: 3001,
    size: { cpuUnits: 512, memoryMiB: 1024 },
    environment: { GREETING: "costs $5 and ${HOME}", EMPTY: "" },
    secrets: { DATABASE_URL: { existing: "shop/database" }, TOKEN: { existing: "shop/tokens", key: "TOKEN" } },
    containerHealthCheck: { command: ["CMD-SHELL", "curl -f $URL || exit 1"], ...healthCheck, startPeriodSeconds: 20 },
    sidecars: {
      proxy: {
        ...sidecar,
        essential: true,
        memoryMiB: 64,
        healthCheck: { command: ["CMD", "check"], ...healthCheck },
      },
      collector: { ...sidecar, essential: false, command: ["collect", "$HOME"], entryPoint: ["/bin/sh"] },
    },
    longLived: true,
  }),
  store: internalFacts({ port: 8000, secrets: { TOKEN: "store-token" }, command: ["run", "/data"] }),
  frontend: webFacts({ port: 3002, routes: [{ paths: ["/shop"] }], uses: ["store"], taskRoleName: "ShopRole" }),
  worker: workerFacts({ secrets: { TOKEN: { existing: "shop/tokens", key: "OTHER" } } }),
};

test("instances run what Fargate runs: the same programs, variables, secrets, ports, files, checks and roles", () => {
  const plan = planOf(services);
  const onFargate = toldToEcs(templateOf(new RuntimeStack(new RootConstruct(), plan, cloud)), plan.namePrefix);
  const onInstances = toldToCompose(userData(hostedGroup(plan), plan, hostTexts()));

  expect(Object.keys(onFargate).sort()).toEqual(Object.keys(services).sort());
  expect(Object.keys(onFargate.backend?.containers ?? {})).toEqual(["backend", "proxy", "collector"]);
  expect(onInstances).toEqual(onFargate);
});
