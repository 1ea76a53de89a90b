import { expect, test } from "vitest";
import { internalFacts, jobFacts, planOf, serviceIn, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import type { ServiceFacts } from "./facts";
import { planDiscovery } from "./service-network";

const placementOf = (settings: ServiceFacts, others: Readonly<Record<string, ServiceFacts>> = {}) =>
  serviceIn(planOf({ ...others, subject: settings }), "subject").placement;
const https = {
  description: "AWS APIs, image layers and what the program calls",
  port: 443,
  to: ["0.0.0.0/0"],
};

test.each([
  ["a service of the web", webFacts({ port: 3000 }), [{ description: "Load balancer", peer: "load-balancer" }]],
  ["an internal service that nobody uses", internalFacts(), undefined],
  ["a worker", workerFacts(), undefined],
  ["a job", jobFacts(), undefined],
])("lets in to %s whom its kind has, and out HTTPS alone", (_, settings, from) => {
  const { securityGroup, portGroup } = placementOf(settings);
  expect(securityGroup).toMatchObject({ name: "shop-subject-task", egress: [https] });
  expect(portGroup?.from).toEqual(from);
});

test("lets the services in that use an internal one, each by its own group", () => {
  const others = { site: webFacts({ uses: ["subject"] }), mails: workerFacts({ uses: ["subject"] }), idle: jobFacts() };
  expect(placementOf(internalFacts({ port: 9000 }), others).portGroup).toEqual({
    name: "shop-subject-port-9000",
    description: "Tasks of subject: who connects to port 9000",
    port: 9000,
    from: [
      { description: "Service site", peer: { service: "site" } },
      { description: "Service mails", peer: { service: "mails" } },
    ],
  });
});

test("opens each further way out that is asked for once", () => {
  const egress = [
    { port: 5432, to: "10.20.0.0/16" },
    { port: 5432, to: "10.21.0.0/16" },
    { port: 5432, to: "10.20.0.0/16" },
    { port: 443, to: "0.0.0.0/0" },
  ];
  expect(placementOf(workerFacts({ egress })).securityGroup.egress).toEqual([
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
