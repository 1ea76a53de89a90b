import { expect, test } from "vitest";
import type { ServiceFacts } from "../model/plan/facts";
import { internalFacts, planOf, webFacts, workerFacts } from "../test/helpers/plan-facts";
import { synthesize } from "../test/helpers/synthesize";
import { References } from "./references";
import { addSecurityGroups } from "./security-groups";

const groupsOf = (services: Readonly<Record<string, ServiceFacts>>) =>
  synthesize((stack) => {
    addSecurityGroups(stack, planOf(services), "vpc-00000001", new References());
  }).resources("aws_security_group");
const groupIn = (services: Readonly<Record<string, ServiceFacts>>, name: string) =>
  groupsOf(services).find((group) => group.name === name);
const group = (id: string) => [expect.stringContaining(`${id}-security-group_`)];

test("makes a group for the load balancer, one for each service's tasks, and one for each port that others connect to", () => {
  const services = { site: webFacts({ port: 3000 }), mails: workerFacts(), prices: internalFacts({ port: 9000 }) };
  expect(groupsOf(services).map(({ name }) => name)).toEqual([
    "shop-alb",
    "shop-mails-task",
    "shop-prices-task",
    "shop-site-port-3000",
    "shop-site-task",
  ]);
  expect(groupsOf({ mails: workerFacts() }).map(({ name }) => name)).toEqual(["shop-mails-task"]);
});

test("lets the load balancer out to tasks of the web alone, whose own groups say on which port", () => {
  const services = {
    site: webFacts({ port: 3000 }),
    admin: webFacts({ port: 4000, routes: [{ paths: ["/admin"] }] }),
    prices: internalFacts({ port: 9000 }),
  };
  expect(groupIn(services, "shop-alb")?.egress).toMatchObject([
    {
      from_port: 0,
      to_port: 65_535,
      protocol: "tcp",
      cidr_blocks: null,
      security_groups: [...group("site"), ...group("admin")],
    },
  ]);
  expect(groupIn(services, "shop-admin-port-4000")?.ingress).toMatchObject([
    { from_port: 4000, to_port: 4000, cidr_blocks: null, security_groups: group("load-balancer") },
  ]);
});

test("names who may connect by their groups, in whatever order the services stand", () => {
  const prices = internalFacts({ port: 9000 });
  for (const services of [
    { prices, site: webFacts({ uses: ["prices"] }) },
    { site: webFacts({ uses: ["prices"] }), prices },
  ]) {
    expect(groupIn(services, "shop-prices-port-9000")?.ingress).toMatchObject([
      { from_port: 9000, security_groups: group("site") },
    ]);
    expect(groupIn(services, "shop-site-task")?.egress).toMatchObject([
      { from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] },
      { from_port: 9000, to_port: 9000, protocol: "tcp", security_groups: group("prices") },
    ]);
  }
});

test("admits tasks of before and after while one port takes the place of another", () => {
  const [before, after] = [3000, 4000].map((port) => groupsOf({ site: webFacts({ port }) }));
  const named = (groups: typeof before) => groups?.map(({ name }) => name);
  const lasting = ["shop-alb", "shop-site-task"];
  expect(named(before)).toEqual(["shop-alb", "shop-site-port-3000", "shop-site-task"]);
  expect(named(after)).toEqual(["shop-alb", "shop-site-port-4000", "shop-site-task"]);
  const unchanged = (groups: typeof before) => groups?.filter(({ name }) => lasting.includes(String(name)));
  expect(unchanged(after)).toEqual(unchanged(before));
  for (const { lifecycle } of after ?? []) expect(lifecycle).toEqual({ create_before_destroy: true });
});
