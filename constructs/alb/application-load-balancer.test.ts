import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ApplicationLoadBalancer, type ApplicationLoadBalancerProps } from "./application-load-balancer";

const aLoadBalancer = (overrides: Partial<ApplicationLoadBalancerProps> = {}): ApplicationLoadBalancerProps => ({
  name: "shop-staging",
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
  securityGroupId: "sg-0123456789abcdef0",
  logsBucket: "shop-staging-alb-logs-123456789012",
  idleTimeoutSeconds: 600,
  scheme: "internet-facing",
  ...overrides,
});

test("faces the internet, drops invalid headers and keeps access logs", () => {
  const template = synthesize((scope) => {
    new ApplicationLoadBalancer(scope, "load-balancer", aLoadBalancer());
  });
  expect(template.addresses()).toEqual(["aws_lb.load-balancer_30A23327"]);
  expect(template.resource("aws_lb")).toEqual({
    name: "shop-staging",
    load_balancer_type: "application",
    internal: false,
    subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
    security_groups: ["sg-0123456789abcdef0"],
    drop_invalid_header_fields: true,
    desync_mitigation_mode: "defensive",
    idle_timeout: 600,
    access_logs: { bucket: "shop-staging-alb-logs-123456789012", enabled: true },
  });
});

test("keeps to the network where it is internal", () => {
  const template = synthesize((scope) => {
    new ApplicationLoadBalancer(scope, "load-balancer", aLoadBalancer({ scheme: "internal" }));
  });
  expect(template.resource("aws_lb").internal).toBe(true);
});

test("closes quiet connections after the time that it is given", () => {
  const template = synthesize((scope) => {
    new ApplicationLoadBalancer(scope, "load-balancer", aLoadBalancer({ idleTimeoutSeconds: 60 }));
  });
  expect(template.resource("aws_lb").idle_timeout).toBe(60);
});

test("hands on its ARN, metric name, DNS name and zone as references", () => {
  const template = synthesize((scope) => {
    const { arn, arnSuffix, dnsName, zoneId } = new ApplicationLoadBalancer(scope, "load-balancer", aLoadBalancer());
    new TerraformOutput(scope, "parts", { value: [arn, arnSuffix, dnsName, zoneId] });
  });
  expect(template.outputs().parts).toEqual({
    value: ["arn", "arn_suffix", "dns_name", "zone_id"].map((attribute) => reference(template, "aws_lb", attribute)),
  });
});
