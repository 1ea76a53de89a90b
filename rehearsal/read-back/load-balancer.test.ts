import { expect, test } from "vitest";
import { anEnvironment, aService } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { intentOf } from "./intent";
import { loadBalancer } from "./load-balancer";

test("asks for times that suit streaming answers where connections are long-lived", () => {
  const services = { agent: aService({ longLived: true }) };
  const expected = loadBalancer.expected(intentOf(anEnvironment({ services })));
  expect(expected.filter((sentence) => sentence.includes("seconds"))).toEqual([
    "load balancer lornu-staging: idle timeout in seconds 600",
    "target group lornu-staging-agent: deregistration delay in seconds 600",
  ]);
});

test("finds a load balancer and a target group that lack what is asked for", async () => {
  const reading = aReading({
    DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerName: "stranger", Scheme: "internal" }] },
    DescribeLoadBalancerAttributes: { Attributes: [{ Key: "access_logs.s3.enabled", Value: "false" }] },
    DescribeTargetGroups: { TargetGroups: [{ TargetGroupName: "stranger", Port: 80 }] },
    DescribeTargetGroupAttributes: {},
  });
  expect(await loadBalancer.found(reading)).toEqual([
    "load balancer stranger: type unknown",
    "load balancer stranger: scheme internal",
    "load balancer stranger: subnets none",
    "load balancer stranger: security groups none",
    "load balancer stranger: idle timeout in seconds not set",
    "load balancer stranger: dropped invalid headers off",
    "load balancer stranger: desync mitigation not set",
    "load balancer stranger: access logs off",
    "load balancer stranger: access log bucket not set",
    "target group stranger: port 80",
    "target group stranger: protocol unknown",
    "target group stranger: targets unknown",
    "target group stranger: health check path none",
    "target group stranger: health check protocol none",
    "target group stranger: healthy answer none",
    "target group stranger: deregistration delay in seconds not set",
  ]);
});
