import { describe, expect, test } from "vitest";
import { agentToAgentPaths, type IngressFacts, planIngress } from "./ingress-plan";

const jwt = { jwt: { issuer: "https://auth.example.com" } };
const mutualTls = { mutualTls: { caBundle: { bucket: "shop-agent-authorities", key: "ca.pem" } } };

const aDomain = (delegated = true) => ({ domain: "staging.example.com", zone: { delegated } });

const openPorts = (facts: IngressFacts) => planIngress(facts).openPorts.map(({ port }) => port);

describe("with a domain", () => {
  test("answers at the domain on 443, and on 80 to redirect", () => {
    expect(planIngress({ dns: aDomain() })).toEqual({
      protocol: "https",
      agentToAgent: "refused",
      openPorts: [
        { port: 80, purpose: "HTTP from everywhere, redirected to HTTPS" },
        { port: 443, purpose: "HTTPS from everywhere" },
      ],
      publicUrl: "https://staging.example.com",
    });
  });

  test("lets agents in by JWT on the same ports", () => {
    expect(planIngress({ dns: aDomain(), agentToAgent: jwt }).agentToAgent).toBe("jwt");
    expect(openPorts({ dns: aDomain(), agentToAgent: jwt })).toEqual([80, 443]);
  });

  test("lets agents in by certificate on a port of their own", () => {
    const plan = planIngress({ dns: aDomain(), agentToAgent: mutualTls });
    expect(plan.agentToAgent).toBe("mutual-tls");
    expect(plan.openPorts.slice(2)).toEqual([{ port: 8443, purpose: "Agents with a client certificate" }]);
    expect([plan.publicUrl, plan.agentToAgentUrl]).toEqual([
      "https://staging.example.com",
      "https://staging.example.com:8443",
    ]);
  });
});

describe.each([
  { when: "without a domain", dns: undefined },
  { when: "until the zone is delegated", dns: aDomain(false) },
])("$when", ({ dns }) => {
  test("opens 80 alone, on the load balancer's own name", () => {
    expect(planIngress({ dns })).toEqual({
      protocol: "http",
      agentToAgent: "refused",
      openPorts: [{ port: 80, purpose: "HTTP from everywhere: there is no certificate yet" }],
    });
  });

  test.each([jwt, mutualTls])("refuses agents whatever the configuration asks (%j)", (agentToAgent) => {
    expect(planIngress({ dns, agentToAgent }).agentToAgent).toBe("refused");
    expect(openPorts({ dns, agentToAgent })).toEqual([80]);
  });
});

test("describes ports in the characters that security groups allow", () => {
  const { openPorts: described } = planIngress({ dns: aDomain(), agentToAgent: mutualTls });
  for (const { purpose } of described) expect(purpose).toMatch(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
});

test("counts the bare agent-to-agent path and everything below it", () => {
  expect(agentToAgentPaths).toEqual(["/a2a", "/a2a/*"]);
});
