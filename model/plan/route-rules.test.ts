import { describe, expect, test } from "vitest";
import { problemsOf, web } from "../../test/helpers/rule-problems";
import type { ServiceRuleFacts } from "./rule-facts";

describe("routes", () => {
  const routed = (...routes: NonNullable<ServiceRuleFacts["routes"]>) => ({ site: web(), api: web({ routes }) });
  test.each([
    [
      "leave one service for the rest",
      { api: web({ routes: [{ paths: ["/api"] }] }) },
      "services: every service of kind web has routes; leave them out of the one that gets the rest",
    ],
    [
      "leave not two",
      { site: web(), api: web() },
      "services.api: site gets already what no route names; set routes here",
    ],
    [
      "lead agents to one service",
      { site: web({ agentToAgent: {} }), api: web({ routes: [{ paths: ["/api"] }], agentToAgent: {} }) },
      "services.api.agentToAgent: agents call site already; remove it here",
    ],
    [
      "give a host away once",
      routed({ host: "api.example.com" }, { host: "api.example.com", paths: [] }),
      "services.api.routes.1: api has the same route already; change one",
    ],
    [
      "give a path away once, whatever stands beside it",
      routed({ paths: ["/v1", "/v2"] }, { paths: ["/v3", "/v1"] }),
      "services.api.routes.1.paths.1: api gets /v1 already; remove one of both",
    ],
    [
      "stay in the zone",
      routed({ host: "api.example.org" }),
      "services.api.routes.0.host: api.example.org is not in the zone example.com; use a name that ends in .example.com",
    ],
    [
      "have as many wildcards as AWS allows",
      routed({ paths: ["/*/*/*/*", "/a/?/?/?"] }),
      "services.api.routes.0.paths: 7 wildcards where AWS allows 6 in one route; divide it into two routes",
    ],
    [
      "leave agents their path, taken or not",
      routed({ paths: ["/a2a/x"] }),
      "services.api.routes.0.paths.0: /a2a is where agents call, and leads nobody else anywhere; choose another path, or another agentToAgent.path",
    ],
    [
      "leave agents the path that is set",
      { site: web({ agentToAgent: { path: "/bots" } }), api: web({ routes: [{ paths: ["/bots", "/a2a"] }] }) },
      "services.api.routes.0.paths.0: /bots is where agents call, and leads nobody else anywhere; choose another path, or another agentToAgent.path",
    ],
  ] as const)("%s", (_, services, problem) => {
    expect(problemsOf(services)).toEqual([problem]);
  });

  test("may have the same path on another host, and six wildcards", () => {
    expect(
      problemsOf(routed({ paths: ["/v1"] }, { host: "api.example.com", paths: ["/v1"] }, { paths: ["/*/*/*/?/?/?"] })),
    ).toEqual([]);
  });

  test("name no host without a zone", () => {
    expect(problemsOf(routed({ host: "api.example.com" }), { hasDns: false, zone: undefined })).toEqual([
      "services.api.routes.0.host: a host needs a zone that leads to the load balancer; set dns, or remove the host",
    ]);
  });
});
