import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { HttpListener } from "./http-listener";

const loadBalancerArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop-staging/50dc6c495c0c9188";
const targetGroupArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-staging-agent/73e2d6bc24d8a067";

test("listens on port 80 alone and forwards what comes", () => {
  const template = synthesize((scope) => {
    new HttpListener(scope, "http", { loadBalancerArn, targetGroupArn });
  });
  expect(template.addresses()).toEqual(["aws_lb_listener.http_CC84D753"]);
  expect(template.resource("aws_lb_listener")).toEqual({
    load_balancer_arn: loadBalancerArn,
    port: 80,
    protocol: "HTTP",
    default_action: [{ type: "forward", target_group_arn: targetGroupArn }],
  });
});

test("hands on the listener that a service waits for", () => {
  synthesize((scope) => {
    const { listener } = new HttpListener(scope, "http", { loadBalancerArn, targetGroupArn });
    expect(listener.portInput).toBe(80);
  });
});
