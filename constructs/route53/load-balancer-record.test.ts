import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { LoadBalancerRecord, type LoadBalancerRecordProps } from "./load-balancer-record";

const aRecord = (overrides: Partial<LoadBalancerRecordProps> = {}): LoadBalancerRecordProps => ({
  domain: "staging.example.com",
  zoneId: "Z0123456789ABCDEFGHIJ",
  loadBalancerDnsName: "shop-staging-1234567890.us-east-1.elb.amazonaws.com",
  loadBalancerZoneId: "Z35SXDOTRQ7X7K",
  failover: "none",
  healthCheckPath: "/health",
  ...overrides,
});

const synthesized = (props: LoadBalancerRecordProps) =>
  synthesize((scope) => {
    new LoadBalancerRecord(scope, "domain", props);
  });

const alias = {
  zone_id: "Z0123456789ABCDEFGHIJ",
  name: "staging.example.com",
  type: "A",
  alias: {
    name: "shop-staging-1234567890.us-east-1.elb.amazonaws.com",
    zone_id: "Z35SXDOTRQ7X7K",
    evaluate_target_health: true,
  },
};

test("points the domain to the load balancer, without a paid health check", () => {
  const template = synthesized(aRecord());
  expect(template.addresses()).toEqual(["aws_route53_record.domain_alias_13104220"]);
  expect(template.resource("aws_route53_record")).toEqual(alias);
});

test.each([
  { failover: "primary", type: "PRIMARY" },
  { failover: "secondary", type: "SECONDARY" },
] as const)("is the $failover side of a failover pair, as long as its health check passes", ({ failover, type }) => {
  const template = synthesized(aRecord({ failover }));
  expect(template.resource("aws_route53_record")).toEqual({
    ...alias,
    set_identifier: failover,
    failover_routing_policy: { type },
    health_check_id: reference(template, "aws_route53_health_check", "id"),
  });
});

test("checks the load balancer itself over HTTPS, whichever side the domain points to", () => {
  const template = synthesized(aRecord({ failover: "secondary", healthCheckPath: "/ready" }));
  expect(template.addresses()).toEqual([
    "aws_route53_health_check.domain_health-check_EBC0A08C",
    "aws_route53_record.domain_alias_13104220",
  ]);
  expect(template.resource("aws_route53_health_check")).toEqual({
    fqdn: "shop-staging-1234567890.us-east-1.elb.amazonaws.com",
    type: "HTTPS",
    port: 443,
    enable_sni: false,
    resource_path: "/ready",
    request_interval: 30,
    failure_threshold: 3,
    tags: { Name: "staging.example.com" },
  });
});
