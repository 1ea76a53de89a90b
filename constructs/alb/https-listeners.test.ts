import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { HttpsListeners, type HttpsListenersProps } from "./https-listeners";

const listeners = (overrides: Partial<HttpsListenersProps> = {}): HttpsListenersProps => ({
  loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop-staging/50dc6c495c0c9188",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
  targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-staging-agent/73e2d6bc24d8a067",
  ...overrides,
});

const template = synthesize((scope) => {
  new HttpsListeners(scope, "https", listeners());
});

const listenerOn = (port: number) => template.resources("aws_lb_listener").filter((listener) => listener.port === port);

test("has two listeners and nothing else", () => {
  expect(template.addresses()).toEqual(["aws_lb_listener.https_48B39CB3", "aws_lb_listener.https_redirect_8FCD7814"]);
});

test("forwards on 443 under TLS 1.3 or 1.2 with the environment's certificate", () => {
  const { loadBalancerArn, certificateArn, targetGroupArn } = listeners();
  expect(listenerOn(443)).toEqual([
    {
      load_balancer_arn: loadBalancerArn,
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificate_arn: certificateArn,
      default_action: [{ type: "forward", target_group_arn: targetGroupArn }],
    },
  ]);
});

test("only redirects on 80, for good, and forwards nothing", () => {
  expect(listenerOn(80)).toEqual([
    {
      load_balancer_arn: listeners().loadBalancerArn,
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
    },
  ]);
});

test("hands on the listener that forwards, not the one that redirects", () => {
  synthesize((scope) => {
    const { listener } = new HttpsListeners(scope, "https", listeners());
    expect(listener.portInput).toBe(443);
  });
});
