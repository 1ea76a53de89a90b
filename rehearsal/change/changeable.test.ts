import { describe, expect, test } from "vitest";
import { anAccount, anEnvironment, aService, existingVpc, type WebInput } from "../../test/helpers/environments";
import { assertChangeable } from "./changeable";

const before = anEnvironment();
const small = { cpuUnits: 256, memoryMiB: 512 };
const scaling = { minimumTasks: 1, maximumTasks: 2 };
const way =
  "deploy an environment of another name and namePrefix beside it, move the clients there, and remove the old one by its own file";

describe("an environment is not changed", () => {
  test.each([
    [
      "to another account",
      anEnvironment({}, anAccount({ accountId: "210987654321" })),
      "staging was in account shop (123456789012, us-east-1) and is now in account shop (210987654321, us-east-1), where nothing of it is",
    ],
    [
      "to another prefix",
      anEnvironment({ namePrefix: "shop-next" }),
      `staging: namePrefix was shop-staging and is now shop-next; the roles lose their rights on what has the old name before it is removed: ${way}`,
    ],
    [
      "to another cluster",
      anEnvironment({ cluster: { name: "Shop" } }),
      "cluster.name was shop-staging and is now Shop",
    ],
    ["to another network", anEnvironment({ network: { cidr: "10.2.0.0/16" } }), "network was 10.1.0.0/16 and is now"],
    ["to a network of others", anEnvironment({ network: { existingVpc } }), "network was 10.1.0.0/16 and is now vpc-"],
    [
      "to another scheme",
      anEnvironment({ loadBalancer: { scheme: "internal" } }),
      `loadBalancer.scheme was internet-facing and is now internal; AWS makes another load balancer for that, and nobody is answered meanwhile: ${way}`,
    ],
  ])("%s", (_, now, text) => {
    expect(() => assertChangeable(before, now)).toThrow(text);
  });
});

describe("a capability that nothing uses any more", () => {
  const queues = { tasks: { longestTaskSeconds: 60 } };

  test.each([
    ["queues", anEnvironment({ queues }), "list it under retired, and take it out once this is deployed"],
    ["domain", anEnvironment(), `keep dns, or ${way}`],
  ])("is told how %s goes", (name, from, text) => {
    const now = anEnvironment(name === "domain" ? { dns: undefined } : {});
    expect(() => assertChangeable(from, now)).toThrow(
      `staging: nothing uses the capability ${name} any more, and the roles would lose their rights on what it made before that is removed: ${text}`,
    );
  });

  test("goes once it is listed", () => {
    expect(() => assertChangeable(anEnvironment({ queues }), anEnvironment({ retired: ["queues"] }))).not.toThrow();
    const services = { agent: { kind: "worker", repository: "shop-agent", size: small, scaling } } as const;
    expect(() => assertChangeable(before, anEnvironment({ services }))).toThrow("the capability entrance");
    expect(() => assertChangeable(before, anEnvironment({ services, retired: ["entrance"] }))).not.toThrow();
  });
});

describe("names of services' own", () => {
  const named = (settings: Pick<WebInput, "taskRoleName" | "logGroup">, former = {}) =>
    anEnvironment({ services: { agent: aService(settings) }, formerNames: former });
  const own = named({ taskRoleName: "ShopTaskRole", logGroup: "/shop/agent" });

  test.each([
    [named({ logGroup: "/shop/agent" }), "the task role ShopTaskRole", "taskRoles"],
    [named({ taskRoleName: "ShopTaskRole", logGroup: "/shop/next" }), "the log group /shop/agent", "logGroups"],
  ])("are given up once the rights on them stay", (now, what, section) => {
    expect(() => assertChangeable(own, now)).toThrow(
      `staging: no service has ${what} any more, and the roles would lose their rights on it before it is removed: ` +
        `name it under formerNames.${section}, and take it out once this is deployed`,
    );
  });

  test("are given up where they are listed", () => {
    const now = named({ taskRoleName: "ShopRole" }, { taskRoles: ["ShopTaskRole"], logGroups: ["/shop/agent"] });
    expect(() => assertChangeable(own, now)).not.toThrow();
  });
});

test("what stays, and what was not there before, is no obstacle", () => {
  expect(() => assertChangeable(before, anEnvironment({ budget: { monthlyUsd: 200 } }))).not.toThrow();
  expect(() => assertChangeable({ ...before, services: {} }, before)).not.toThrow();
});
