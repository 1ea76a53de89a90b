import { expect, test } from "vitest";
import type { ServiceFacts } from "../model/plan/facts";
import { internalFacts, planOf, webFacts, workerFacts } from "../test/helpers/plan-facts";
import { synthesize } from "../test/helpers/synthesize";
import { addSecurityGroups } from "./security-groups";

const taskSubnetCidrs = ["10.9.128.0/18", "10.9.192.0/18"];
const groupsOf = (services: Readonly<Record<string, ServiceFacts>>) =>
  synthesize((stack) => {
    addSecurityGroups(stack, planOf(services), { vpcId: "vpc-00000001", taskSubnetCidrs });
  }).resources("aws_security_group");

test("makes a group for the load balancer and one for each service's tasks", () => {
  expect(groupsOf({ site: webFacts(), mails: workerFacts() }).map(({ name }) => name)).toEqual([
    "shop-alb",
    "shop-mails-task",
    "shop-site-task",
  ]);
  expect(groupsOf({ mails: workerFacts() }).map(({ name }) => name)).toEqual(["shop-mails-task"]);
});

test("lets the load balancer reach the ports of services of the web, each once", () => {
  const groups = groupsOf({
    site: webFacts({ port: 3000 }),
    api: webFacts({ port: 3000, routes: [{ paths: ["/api"] }] }),
    admin: webFacts({ port: 4000, routes: [{ paths: ["/admin"] }] }),
    prices: internalFacts({ port: 9000 }),
  });
  expect(groups.find(({ name }) => name === "shop-alb")?.egress).toMatchObject([
    { from_port: 3000, cidr_blocks: taskSubnetCidrs },
    { from_port: 4000, cidr_blocks: taskSubnetCidrs },
  ]);
});

test("names who may connect by their groups, in whatever order the services stand", () => {
  const prices = internalFacts({ port: 9000 });
  for (const services of [
    { prices, site: webFacts({ uses: ["prices"] }) },
    { site: webFacts({ uses: ["prices"] }), prices },
  ]) {
    const group = groupsOf(services).find(({ name }) => name === "shop-prices-task");
    expect(group?.ingress).toMatchObject([
      { from_port: 9000, security_groups: [expect.stringContaining("site-security-group")] },
    ]);
  }
});

test("opens the way to an internal service to the subnets that tasks stand in", () => {
  const services = { site: webFacts({ uses: ["prices"] }), prices: internalFacts({ port: 9000 }) };
  const group = groupsOf(services).find(({ name }) => name === "shop-site-task");
  expect(group?.egress).toMatchObject([
    { from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] },
    { from_port: 9000, to_port: 9000, protocol: "tcp", cidr_blocks: taskSubnetCidrs },
  ]);
});
