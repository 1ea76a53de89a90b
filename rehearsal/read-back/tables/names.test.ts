import { describe, expect, test } from "vitest";
import type { Environment } from "../../../config/schema/environment";
import { anEnvironment, aService, clientCertificates, signedTokens } from "../../../test/helpers/environments";
import { aScope } from "../testing/compared";
import { names } from "./names";

const size = { cpuUnits: 256, memoryMiB: 512 };
const repository = "shop-agent";
const scaling = { minimumTasks: 1, maximumTasks: 2 };

function ports(environment: Environment): readonly string[] {
  return names.expected(aScope(environment)).filter((row) => row.startsWith("port"));
}

describe("promised", () => {
  test("is HTTPS, with agent-to-agent calls refused that nobody can prove", () => {
    expect(ports(anEnvironment())).toEqual([
      "port 80, everything else -> redirected to HTTPS",
      "port 443, rule 10: /a2a, /a2a/* -> refused by 403",
      "port 443, everything else -> agent:8080",
    ]);
  });

  test("is the forwarding alone where the check of tokens is not carried", () => {
    const environment = anEnvironment({ services: { agent: aService({ agentToAgent: signedTokens }) } });
    expect(ports(environment)[1]).toBe("port 443, rule 10: /a2a, /a2a/* -> agent:8080");
  });

  test("is a blue/green service behind both of its rules, with a second target group that nobody is in as it rolls", () => {
    const environment = anEnvironment({ services: { web: aService({ deployment: { strategy: "blue-green" } }) } });
    const both = "target group shop-staging-web-2 of nobody, web:8080";
    expect(ports(environment).slice(2)).toEqual([
      `port 443, rule 900: /* with a condition on http-header -> ${both}`,
      `port 443, rule 40000: /* -> ${both}`,
      "port 443, everything else -> web:8080",
    ]);
  });

  test("is a listener of its own for client certificates", () => {
    const environment = anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } });
    expect(ports(environment).slice(-2)).toEqual([
      "port 8443, rule 10: /a2a, /a2a/* with a client certificate -> agent:8080",
      "port 8443, everything else with a client certificate -> refused by 403",
    ]);
    expect(names.expected(aScope(environment))).toContain(
      "staging.example.com -> load balancer, certified on 443, 8443",
    );
  });

  test("is plain HTTP without a domain, with agent-to-agent calls refused", () => {
    expect(names.expected(aScope(anEnvironment({ dns: undefined })))).toEqual([
      "port 80, rule 10: /a2a, /a2a/* -> refused by 403",
      "port 80, everything else -> agent:8080",
      "agent runs 1 task",
    ]);
  });

  test("is what health decides where another site stands by", () => {
    const dns = { domain: "staging.example.com", zone: { name: "example.com" }, failover: "primary" } as const;
    expect(names.expected(aScope(anEnvironment({ dns })))).toContain(
      "staging.example.com -> load balancer, certified on 443, primary while HTTPS load balancer:443/health is healthy",
    );
  });

  test("are routes by host and path, private names and schedules, each with its service", () => {
    const environment = anEnvironment({
      schedule: { timezone: "Europe/Berlin", start: "Mon 08:00", stop: "Mon 20:00" },
      services: {
        agent: aService({ uses: ["search"] }),
        shop: aService({ port: 9000, routes: [{ host: "shop.example.com", paths: ["/b", "/a"] }] }),
        search: { kind: "internal", port: 8000, repository, size, scaling },
        report: {
          kind: "job",
          repository,
          size,
          schedule: { expression: "cron(0 3 * * ? *)", timezone: "Europe/Berlin" },
        },
      },
    });
    expect(names.expected(aScope(environment))).toEqual(
      expect.arrayContaining([
        "shop.example.com -> load balancer, certified on 443",
        "certificate of shop.example.com: ISSUED, its records stand",
        expect.stringMatching(/^port 443, rule \d+: shop\.example\.com \/a, \/b -> shop:9000$/),
        "search.shop-staging.internal -> search",
        "cron(0 3 * * ? *) Europe/Berlin -> shop-staging-report, started as shop-staging-report-scheduler",
        "cron(0 8 ? * MON *) Europe/Berlin -> function shop-staging-schedule, started as shop-staging-schedule-scheduler",
        "rate(1 hour) Europe/Berlin -> function shop-staging-schedule, started as shop-staging-schedule-scheduler",
      ]),
    );
  });
});
