import { describe, expect, test } from "vitest";
import { anEnvironment, aService, clientCertificates, signedTokens } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { type Intent, intentOf } from "./intent";
import { listeners } from "./listeners";

const forward = "forward to target group lornu-staging-agent";

function actions(intent: Intent): readonly string[] {
  return listeners.expected(intent).filter((sentence) => sentence.includes(": action"));
}

describe("asked for", () => {
  const withTokens = anEnvironment({ services: { agent: aService({ agentToAgent: signedTokens }) } });
  const withCertificates = anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } });

  test("is HTTPS under TLS 1.3 with the domain's certificate", () => {
    expect(listeners.expected(intentOf(anEnvironment()))).toEqual(
      expect.arrayContaining([
        "listener 443: protocol HTTPS",
        "listener 443: TLS policy ELBSecurityPolicy-TLS13-1-2-2021-06",
        "listener 443: certificates the certificate of staging.example.com",
      ]),
    );
  });

  test("is a refusal of agent-to-agent calls that nobody can prove", () => {
    expect(actions(intentOf(anEnvironment()))).toEqual([
      "listener 80: action redirect to HTTPS:443 by HTTP_301",
      `listener 443: action ${forward}`,
      "rule 10 of listener 443: action answer 403",
    ]);
  });

  test("is the validation of tokens where it is carried", () => {
    const intent = { ...intentOf(withTokens), carried: () => true };
    const keys = "https://auth.example.com/.well-known/jwks.json";
    const validation = `validate a token of https://auth.example.com by the keys at ${keys} for aud lornu-staging-agent`;
    expect(actions(intent).at(-1)).toBe(`rule 10 of listener 443: action ${validation}, then ${forward}`);
  });

  test("is the forwarding alone where the validation of tokens is not carried", () => {
    expect(actions(intentOf(withTokens)).at(-1)).toBe(`rule 10 of listener 443: action ${forward}`);
  });

  test("is a listener of its own for client certificates, which asks for them where that is carried", () => {
    const intent = { ...intentOf(withCertificates), carried: () => true };
    expect(actions(intent).slice(-2)).toEqual([
      "listener 8443: action answer 403",
      `rule 10 of listener 8443: action ${forward}`,
    ]);
    expect(listeners.expected(intent)).toContain("listener 8443: client certificates verify");
    expect(listeners.expected(intentOf(withCertificates))).toContain("listener 8443: client certificates off");
  });

  test("is plain HTTP without a domain, with agent-to-agent calls refused", () => {
    expect(actions(intentOf(anEnvironment({ dns: undefined })))).toEqual([
      `listener 80: action ${forward}`,
      "rule 10 of listener 80: action answer 403",
    ]);
  });
});

describe("found", () => {
  async function foundRule(rule: object): Promise<readonly string[]> {
    const reading = aReading(
      {
        DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: "balancer" }] },
        DescribeListeners: { Listeners: [{ ListenerArn: "listener", Port: 443, Protocol: "HTTPS" }] },
        DescribeRules: { Rules: [{ IsDefault: true }, { Priority: "10", ...rule }] },
      },
      { one: "target group one", two: "target group two" },
    );
    return (await listeners.found(reading)).filter((sentence) => sentence.startsWith("rule"));
  }

  test("are actions in their order", async () => {
    const JwtValidationConfig = {
      Issuer: "https://auth.example.com",
      JwksEndpoint: "https://auth.example.com/keys",
      AdditionalClaims: [{ Name: "aud", Values: ["agent"] }],
    };
    const TargetGroups = [{ TargetGroupArn: "two" }, { TargetGroupArn: "one" }];
    const Actions = [
      { Type: "forward", Order: 2, ForwardConfig: { TargetGroups } },
      { Type: "jwt-validation", Order: 1, JwtValidationConfig },
    ];
    const token =
      "validate a token of https://auth.example.com by the keys at https://auth.example.com/keys for aud agent";
    expect(await foundRule({ Actions, Conditions: [] })).toContain(
      `rule 10 of listener 443: action ${token}, then forward to target group two and target group one`,
    );
  });

  test("are conditions on paths, in the short form too, and the kind of any other", async () => {
    const Conditions = [
      { Field: "path-pattern", PathPatternConfig: { Values: ["/b", "/a"] } },
      { Field: "path-pattern", Values: ["/c"] },
      { Field: "http-header" },
    ];
    expect(await foundRule({ Actions: [{ Type: "authenticate-oidc" }], Conditions })).toEqual([
      "rule 10 of listener 443: condition path /a or /b and path /c and a condition on http-header",
      "rule 10 of listener 443: action authenticate-oidc",
    ]);
  });
});
