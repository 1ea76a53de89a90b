import { RootConstruct } from "constructs";
import { expect, test } from "vitest";
import { userData } from "../model/hosts/user-data";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { usualHostScaling } from "../model/plan/host-facts";
import type { PlannedStatement } from "../model/plan/planned-text";
import { RuntimeStack } from "../stacks/runtime-stack";
import { hostTexts } from "./helpers/hosts/hosted-group";
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
  store: internalFacts({
    port: 8000,
    secrets: { TOKEN: "store-token" },
    command: ["run", "/data"],
    volumes: { data: "/data" },
  }),
  frontend: webFacts({ port: 3002, routes: [{ paths: ["/shop"] }], uses: ["store"], taskRoleName: "ShopRole" }),
  worker: workerFacts({ secrets: { TOKEN: { existing: "shop/tokens", key: "OTHER" } } }),
};

const volumes = { data: { detached: false } };
const fargate = planOf(services, { volumes });
const ec2 = planOf(services, { volumes, compute: "ec2", instances: { type: "t3.large", scaling: usualHostScaling } });
const [group, ...furtherGroups] = ec2.hosts;
if (group === undefined) throw new Error("nothing runs on instances");

test("instances run what Fargate runs: the same programs, variables, secrets, ports, files, checks and roles", () => {
  const onFargate = toldToEcs(templateOf(new RuntimeStack(new RootConstruct(), fargate, cloud)), fargate.namePrefix);
  const onInstances = toldToCompose(userData(group, ec2, hostTexts()));

  expect(Object.keys(onFargate).sort()).toEqual(Object.keys(services).sort());
  expect(Object.keys(onFargate.backend?.containers ?? {})).toEqual(["backend", "proxy", "collector"]);
  expect(onInstances).toEqual(onFargate);
});

test("a program may do the same on both, but that its instance mounts the files", () => {
  const mounts = ({ sid }: PlannedStatement) => sid.startsWith("Mount");
  const rights = ({ services: planned }: EnvironmentPlan) =>
    planned.map(({ name, role }) => ({
      name,
      role: role.name,
      statements: role.statements.filter((statement) => !mounts(statement)),
    }));
  expect(furtherGroups).toEqual([]);
  expect(rights(ec2)).toEqual(rights(fargate));
  const mounting = fargate.services.flatMap(({ role }) => role.statements.filter(mounts));
  expect(mounting).toHaveLength(1);
  expect(group.role.statements.filter(mounts)).toEqual(mounting);
});
