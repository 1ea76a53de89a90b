import { describe, expect, test } from "vitest";
import { anEnvironment, aService, clientCertificates, ownZone, signedTokens } from "../test/helpers/environments";
import { reference } from "../test/helpers/reference";
import { runtimeTemplate } from "../test/helpers/stack-templates";
import type { Template } from "../test/helpers/template";

const agentPaths = { condition: [{ path_pattern: { values: ["/a2a", "/a2a/*"] } }], priority: 10 };
const refusedAgents = {
  ...agentPaths,
  action: [{ type: "fixed-response", fixed_response: expect.objectContaining({ status_code: "403" }) }],
};

describe("the listeners", () => {
  test("forward on 443 under TLS 1.3, and redirect on 80", () => {
    const template = runtime();
    const listeners = template.resources("aws_lb_listener");
    expect(listeners).toEqual([
      expect.objectContaining({
        port: 443,
        protocol: "HTTPS",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        default_action: [expect.objectContaining({ type: "forward" })],
      }),
      expect.objectContaining({
        port: 80,
        protocol: "HTTP",
        default_action: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
      }),
    ]);
    expect(template.outputs().url).toEqual({ value: "https://staging.example.com" });
  });

  test.each([
    ["without a domain", { dns: undefined }],
    ["until the zone is delegated", { dns: ownZone({ delegated: false }) }],
  ])("are one on plain HTTP %s, where agents are refused", (_when, overrides) => {
    const template = runtime({ ...overrides });
    expect(template.resource("aws_lb_listener")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [expect.objectContaining({ type: "forward" })],
    });
    expect(template.resource("aws_lb_listener_rule")).toMatchObject(refusedAgents);
    expect(template.addresses().filter((address) => /acm|route53/.test(address))).toEqual([]);
    expect(template.outputs().url).toEqual({
      value: expect.stringMatching(/^http:\/\/\$\{aws_lb\.[\w-]+\.dns_name\}$/),
    });
  });

  test("refuse agents by tokens too until the zone is delegated", () => {
    const services = { agent: aService({ agentToAgent: signedTokens }) };
    const template = runtime({ dns: ownZone({ delegated: false }), services });
    expect(template.resource("aws_lb_listener_rule")).toMatchObject(refusedAgents);
  });

  test("are the same in a zone that was made here, once it is delegated", () => {
    expect(runtime({ dns: ownZone({ delegated: true }) }).json).toBe(runtime().json);
  });
});

describe("agent-to-agent paths", () => {
  test("are refused where nothing is configured", () => {
    expect(runtime().resource("aws_lb_listener_rule")).toMatchObject(refusedAgents);
  });

  test("are forwarded with a token of the issuer for this audience", () => {
    const rule = runtimeWith({ agentToAgent: signedTokens }).resource("aws_lb_listener_rule");
    expect(rule).toMatchObject({
      ...agentPaths,
      action: [
        {
          type: "jwt-validation",
          order: 1,
          jwt_validation: {
            issuer: "https://auth.example.com",
            jwks_endpoint: "https://auth.example.com/.well-known/jwks.json",
            additional_claim: [{ name: "aud", format: "single-string", values: ["shop-staging-agent"] }],
          },
        },
        { type: "forward", order: 2 },
      ],
    });
  });

  test("are forwarded on 8443 alone with a certificate of the trusted authorities", () => {
    const template = runtimeWith({ agentToAgent: clientCertificates });
    expect(template.resource("aws_lb_trust_store")).toEqual({
      name: "shop-staging",
      ca_certificates_bundle_s3_bucket: "shop-works-agents",
      ca_certificates_bundle_s3_key: "certificate-authorities.pem",
    });
    const verifying = template.resources("aws_lb_listener").filter((listener) => "mutual_authentication" in listener);
    expect(verifying).toEqual([
      expect.objectContaining({
        port: 8443,
        protocol: "HTTPS",
        mutual_authentication: { mode: "verify", trust_store_arn: expect.stringContaining("aws_lb_trust_store") },
        default_action: [expect.objectContaining({ type: "fixed-response" })],
      }),
    ]);
    const rules = template.resources("aws_lb_listener_rule");
    expect(rules).toHaveLength(2);
    expect(rules).toContainEqual(
      expect.objectContaining({ ...refusedAgents, listener_arn: expect.stringContaining("https") }),
    );
    expect(rules).toContainEqual(
      expect.objectContaining({
        ...agentPaths,
        listener_arn: expect.stringContaining("mutual-tls"),
        action: [expect.objectContaining({ type: "forward" })],
      }),
    );
  });
});

describe("the domain's record", () => {
  const withFailover = (failover: "none" | "primary" | "secondary") =>
    runtime({ dns: { domain: "staging.example.com", zone: { name: "example.com" }, failover } });

  test("is a plain alias without failover", () => {
    const template = withFailover("none");
    const record = aliasIn(template);
    expect(record).toMatchObject({ name: "staging.example.com", type: "A", alias: { evaluate_target_health: true } });
    expect(Object.keys(record ?? {})).toEqual(["alias", "name", "type", "zone_id"]);
    expect(template.resources("aws_route53_health_check")).toEqual([]);
  });

  test.each(["primary", "secondary"] as const)("is the %s of a failover with a health check", (side) => {
    const template = withFailover(side);
    expect(aliasIn(template)).toMatchObject({
      set_identifier: side,
      failover_routing_policy: { type: side.toUpperCase() },
      health_check_id: expect.stringContaining("aws_route53_health_check"),
    });
    expect(template.resource("aws_route53_health_check")).toMatchObject({
      type: "HTTPS",
      port: 443,
      resource_path: "/health",
      fqdn: expect.stringContaining("aws_lb"),
    });
  });
});

describe("the certificate", () => {
  test.each([
    ["a zone that was found", {}],
    ["a zone that is made here, once it is delegated", { dns: ownZone({ delegated: true }) }],
  ])("is validated in %s, and issued before a listener has it", (_zone, overrides) => {
    const template = runtime(overrides);
    expect(template.dataSource("aws_route53_zone")).toMatchObject({ name: "example.com" });
    expect(template.resource("aws_acm_certificate")).toMatchObject({ domain_name: "staging.example.com" });
    const [https] = template.resources("aws_lb_listener");
    expect(https?.certificate_arn).toBe(reference(template, "aws_acm_certificate_validation", "certificate_arn"));
  });

  test.each([
    ["until the zone is delegated, as validation would hang", { dns: ownZone({ delegated: false }) }],
    ["without a domain", { dns: undefined }],
  ])("is not there %s", (_when, overrides) => {
    expect(
      runtime(overrides)
        .addresses()
        .filter((address) => /acm|route53_record/.test(address)),
    ).toEqual([]);
  });
});

function aliasIn(template: Template) {
  return template.resources("aws_route53_record").find(({ alias }) => alias !== undefined);
}

function runtime(overrides: Parameters<typeof anEnvironment>[0] = {}) {
  return runtimeTemplate(anEnvironment(overrides));
}

function runtimeWith(service: Parameters<typeof aService>[0] = {}) {
  return runtimeTemplate(anEnvironment({ services: { agent: aService(service) } }));
}
