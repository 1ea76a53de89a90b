import { describe, expect, test } from "vitest";
import {
  anEnvironment,
  aService,
  clientCertificates,
  existingVpc,
  ownZone,
  signedTokens,
} from "../test/helpers/environments";
import { openPorts } from "../test/helpers/open-ports";
import { runtimeTemplate } from "../test/helpers/stack-templates";

describe("the open ports", () => {
  const agentOn = (port: number) => [
    `shop-staging-agent-port-${port} in tcp ${port} from shop-staging-alb`,
    "shop-staging-agent-task out tcp 443 to 0.0.0.0/0",
  ];
  const web = ["shop-staging-alb in tcp 443 from 0.0.0.0/0", "shop-staging-alb in tcp 80 from 0.0.0.0/0"];
  const toTasks = "shop-staging-alb out tcp 0-65535 to shop-staging-agent-task";

  test.each([
    ["a VPC of its own", anEnvironment()],
    ["one without NAT", anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none" } })],
    ["an existing one", anEnvironment({ network: { existingVpc } })],
  ])("are 80 and 443 to the load balancer, and the service's port from there to the tasks, in %s", (_, environment) => {
    expect(openPorts(runtimeTemplate(environment))).toEqual([...agentOn(8080), ...web, toTasks]);
  });

  test("include 8443 for client certificates", () => {
    const environment = anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } });
    expect(openPorts(runtimeTemplate(environment))).toEqual([
      ...agentOn(8080),
      ...web,
      "shop-staging-alb in tcp 8443 from 0.0.0.0/0",
      toTasks,
    ]);
  });

  // "Verify JWTs using an Application Load Balancer": the load balancer itself asks the JWKS endpoint, over HTTPS.
  test("lead to the issuer's keys over HTTPS where the load balancer validates tokens", () => {
    const environment = anEnvironment({ services: { agent: aService({ agentToAgent: signedTokens }) } });
    expect(openPorts(runtimeTemplate(environment))).toContain("shop-staging-alb out tcp 443 to 0.0.0.0/0");
  });

  test("are those of an internal load balancer to the allowed networks alone", () => {
    const loadBalancer = { scheme: "internal" as const, allowedCidrs: ["10.0.0.0/8", "192.0.2.0/24"] };
    const ports = openPorts(runtimeTemplate(anEnvironment({ loadBalancer })));
    expect(ports.filter((port) => port.startsWith("shop-staging-alb in"))).toEqual([
      "shop-staging-alb in tcp 443 from 10.0.0.0/8",
      "shop-staging-alb in tcp 443 from 192.0.2.0/24",
      "shop-staging-alb in tcp 80 from 10.0.0.0/8",
      "shop-staging-alb in tcp 80 from 192.0.2.0/24",
    ]);
  });

  test.each([
    ["without a domain", anEnvironment({ dns: undefined })],
    ["before the zone is delegated", anEnvironment({ dns: ownZone({ delegated: false }) })],
  ])("leave out 443 %s", (_when, environment) => {
    const [, http = ""] = web;
    expect(openPorts(runtimeTemplate(environment))).toEqual([...agentOn(8080), http, toTasks]);
  });

  test("follow the port of the service", () => {
    const environment = anEnvironment({ services: { agent: aService({ port: 9090 }) } });
    expect(openPorts(runtimeTemplate(environment))).toEqual([...agentOn(9090), ...web, toTasks]);
  });
});
