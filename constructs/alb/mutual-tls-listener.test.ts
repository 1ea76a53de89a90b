import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { MutualTlsListener, type MutualTlsListenerProps } from "./mutual-tls-listener";

const aListener = (overrides: Partial<MutualTlsListenerProps> = {}): MutualTlsListenerProps => ({
  loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop-staging/50dc6c495c0c9188",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
  targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-staging-agent/73e2d6bc24d8a067",
  trustStoreName: "shop-staging",
  paths: ["/a2a", "/a2a/*"],
  caBundle: { bucket: "shop-agent-authorities", key: "staging/ca.pem" },
  ...overrides,
});

const template = synthesize((scope) => {
  new MutualTlsListener(scope, "mutual-tls", aListener());
});

test("makes a trust store, a listener of its own and one rule", () => {
  expect(template.addresses()).toEqual([
    "aws_lb_listener.mutual-tls_listener_8277E8A6",
    "aws_lb_listener_rule.mutual-tls_rule_6054969F",
    "aws_lb_trust_store.mutual-tls_trust-store_2D144250",
  ]);
});

test("trusts the certificate authorities of the bundle", () => {
  expect(template.resource("aws_lb_trust_store")).toEqual({
    name: "shop-staging",
    ca_certificates_bundle_s3_bucket: "shop-agent-authorities",
    ca_certificates_bundle_s3_key: "staging/ca.pem",
  });
});

test("verifies every client's certificate on 8443 and refuses whatever no rule lets in", () => {
  const { loadBalancerArn, certificateArn } = aListener();
  expect(template.resource("aws_lb_listener")).toEqual({
    load_balancer_arn: loadBalancerArn,
    port: 8443,
    protocol: "HTTPS",
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn: certificateArn,
    mutual_authentication: {
      mode: "verify",
      trust_store_arn: reference(template, "aws_lb_trust_store", "arn"),
    },
    default_action: [
      {
        type: "fixed-response",
        fixed_response: { status_code: "403", content_type: "text/plain", message_body: "only agent-to-agent calls" },
      },
    ],
  });
});

test("forwards the agent-to-agent paths of this listener alone", () => {
  expect(template.resource("aws_lb_listener_rule")).toEqual({
    listener_arn: reference(template, "aws_lb_listener", "arn"),
    priority: 10,
    condition: [{ path_pattern: { values: ["/a2a", "/a2a/*"] } }],
    action: [{ type: "forward", target_group_arn: aListener().targetGroupArn }],
  });
});
