import { describe, expect, test } from "vitest";
import { jobFacts, planOf, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import type { AgentToAgentFacts, DnsFacts, EnvironmentFacts, ServiceFacts } from "./facts";

const dns: DnsFacts = {
  domain: "shop.example.com",
  zone: { name: "example.com", create: false, delegated: true },
  formerDomains: [],
  failover: "none",
};
const jwt = {
  path: "/agents",
  jwt: {
    issuer: "https://auth.example.com",
    jwksUrl: "https://auth.example.com/keys",
    audience: "shop",
  },
};
const mutualTls: AgentToAgentFacts = { path: "/agents", mutualTls: { caBundle: { bucket: "trust", key: "ca.pem" } } };
const balancerOf = (services: Readonly<Record<string, ServiceFacts>>, overrides: Partial<EnvironmentFacts> = {}) =>
  planOf(services, { dns, ...overrides }).loadBalancer;

test("is absent where no service is of the web", () => {
  expect(balancerOf({ mails: workerFacts(), report: jobFacts() })).toBeUndefined();
});

test("sends what no route names to the service without routes, wherever it stands", () => {
  const plan = balancerOf({ api: webFacts({ routes: [{ paths: ["/api/*"] }] }), site: webFacts() });
  expect(plan?.defaultService).toBe("site");
  expect(plan?.routes).toMatchObject([{ id: "api-route", service: "api", paths: ["/api/*"], host: undefined }]);
});

test("asks for the narrower route first, and tells a service's further routes apart by number", () => {
  const plan = balancerOf({
    site: webFacts(),
    api: webFacts({
      routes: [{ paths: ["/api/*"] }, { host: "api.example.com", paths: [] }, { paths: ["/api/v2/*"] }],
    }),
    admin: webFacts({ routes: [{ host: "api.example.com", paths: ["/admin/*"] }] }),
  });
  expect(plan?.routes.map(({ id }) => id)).toEqual(["admin-route", "api-route-1", "api-route-2", "api-route"]);
});

test("answers to the domain and to each host of a route, each once and in the order of their names", () => {
  const on = (host: string) =>
    webFacts({
      routes: [
        { host, paths: [] },
        { host, paths: ["/v2/*"] },
      ],
    });
  const services = { site: webFacts(), b: on("b.example.com"), a: on("a.example.com"), same: on("shop.example.com") };
  expect(balancerOf(services)?.hosts).toEqual(["shop.example.com", "a.example.com", "b.example.com"]);
  expect(balancerOf(services, { dns: undefined })?.hosts).toEqual([]);
});

describe("takes its certificate", () => {
  const certificateArn = "arn:aws:acm:eu-central-1:210987654321:certificate/00000000-0000-0000-0000-000000000000";
  const undelegated = { ...dns, zone: { name: "example.com", create: true, delegated: false } };
  test.each([
    ["from ACM, which is asked for one", {}, "requested"],
    ["from who imported it", { loadBalancer: { scheme: "internet-facing", certificateArn } }, { arn: certificateArn }],
    ["from nobody without a domain", { dns: undefined }, "none"],
    ["from nobody while the zone waits for its delegation", { dns: undelegated }, "none"],
  ] as const)("%s", (_, overrides, certificate) => {
    expect(balancerOf({ site: webFacts() }, overrides)?.certificate).toEqual(certificate);
  });
});

describe("admits", () => {
  const existingVpc = { vpcId: "vpc-00000001", publicSubnetIds: [], privateSubnetIds: [] };
  test.each([
    ["everybody from the public subnets", {}, ["0.0.0.0/0"], "public", "HTTPS from everywhere"],
    [
      "its own VPC from the private ones where it is internal",
      { loadBalancer: { scheme: "internal" } },
      ["10.9.0.0/16"],
      "private",
      "HTTPS from the allowed networks",
    ],
    [
      "the networks that are named, in whatever VPC",
      { loadBalancer: { scheme: "internal", allowedCidrs: ["10.0.0.0/8"] }, network: { existingVpc } },
      ["10.0.0.0/8"],
      "private",
      "HTTPS from the allowed networks",
    ],
  ] as const)("%s", (_, overrides, openTo, subnetTier, purpose) => {
    const plan = balancerOf({ site: webFacts() }, overrides);
    expect(plan).toMatchObject({ openTo, subnetTier });
    expect(plan?.openPorts).toContainEqual({ port: 443, purpose });
  });
});

test.each([
  ["a token", webFacts({ agentToAgent: jwt }), { mode: "jwt", paths: ["/agents", "/agents/*"], service: "api" }],
  ["a certificate", webFacts({ agentToAgent: mutualTls }), { mode: "mutual-tls", service: "api" }],
  ["nothing", webFacts(), { mode: "refused", paths: ["/a2a", "/a2a/*"], service: undefined, settings: undefined }],
])("lets agents in by %s", (_, api, agentToAgent) => {
  expect(balancerOf({ site: webFacts({ routes: [{ paths: ["/site"] }] }), api })?.agentToAgent).toMatchObject(
    agentToAgent,
  );
});

test("refuses agents on plain HTTP, whatever the settings ask", () => {
  const plan = balancerOf({ api: webFacts({ agentToAgent: jwt }) }, { dns: undefined });
  expect(plan).toMatchObject({ protocol: "http", publicUrl: undefined, agentToAgent: { mode: "refused" } });
});

test("waits as long for an answer as the most patient of its services", () => {
  const quick = { site: webFacts(), api: webFacts({ routes: [{ paths: ["/api"] }] }) };
  const slow = { ...quick, api: webFacts({ routes: [{ paths: ["/api"] }], longLived: true }) };
  expect(balancerOf(slow)?.idleTimeoutSeconds).toBeGreaterThan(balancerOf(quick)?.idleTimeoutSeconds ?? 0);
});
