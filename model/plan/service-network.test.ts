import { expect, test } from "vitest";
import { internalFacts, jobFacts, planOf, serviceIn, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import type { ServiceFacts } from "./facts";
import { planDiscovery } from "./service-network";

const groupOf = (settings: ServiceFacts, others: Readonly<Record<string, ServiceFacts>> = {}) =>
  serviceIn(planOf({ ...others, subject: settings }), "subject").placement.securityGroup;
const https = {
  description: "AWS APIs, image layers and what the program calls",
  port: 443,
  to: ["0.0.0.0/0"],
};

test.each([
  [
    "a service of the web",
    webFacts({ port: 3000 }),
    [{ description: "Load balancer", port: 3000, from: "load-balancer" }],
  ],
  ["an internal service that nobody uses", internalFacts(), []],
  ["a worker", workerFacts(), []],
  ["a job", jobFacts(), []],
])("lets in to %s whom its kind has, and out HTTPS alone", (_, settings, ingress) => {
  expect(groupOf(settings)).toMatchObject({ name: "shop-subject-task", ingress, egress: [https] });
});

test("lets the services in that use an internal one, each by its own group", () => {
  const others = { site: webFacts({ uses: ["subject"] }), mails: workerFacts({ uses: ["subject"] }), idle: jobFacts() };
  expect(groupOf(internalFacts({ port: 9000 }), others).ingress).toEqual([
    { description: "Service site", port: 9000, from: { service: "site" } },
    { description: "Service mails", port: 9000, from: { service: "mails" } },
  ]);
});

test("opens each further way out that is asked for once", () => {
  const egress = [
    { port: 5432, to: "10.20.0.0/16" },
    { port: 5432, to: "10.21.0.0/16" },
    { port: 5432, to: "10.20.0.0/16" },
    { port: 443, to: "0.0.0.0/0" },
  ];
  expect(groupOf(workerFacts({ egress })).egress).toEqual([
    https,
    { description: "To 10.20.0.0/16", port: 5432, to: ["10.20.0.0/16"] },
    { description: "To 10.21.0.0/16", port: 5432, to: ["10.21.0.0/16"] },
  ]);
});

test("finds an internal service below the private namespace, and no other by name", () => {
  expect(planDiscovery("prices", internalFacts({ port: 9000 }), "shop.internal")).toEqual({
    namespace: "shop.internal",
    host: "prices.shop.internal",
    url: "http://prices.shop.internal:9000",
  });
  for (const settings of [webFacts(), workerFacts(), jobFacts()]) {
    expect(planDiscovery("other", settings, "shop.internal")).toBeUndefined();
  }
});
