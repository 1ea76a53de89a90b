import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceTargetGroup, type ServiceTargetGroupProps } from "./service-target-group";

const aTargetGroup = (overrides: Partial<ServiceTargetGroupProps> = {}): ServiceTargetGroupProps => ({
  name: "shop-staging-agent",
  vpcId: "vpc-0123456789abcdef0",
  healthCheckPath: "/health",
  deregistrationDelaySeconds: 600,
  instancePort: undefined,
  ...overrides,
});

const synthesized = (props: ServiceTargetGroupProps) =>
  synthesize((scope) => {
    new ServiceTargetGroup(scope, "agent", props);
  });

test("registers tasks by IP, because Fargate has no instances", () => {
  const template = synthesized(aTargetGroup());
  expect(template.addresses()).toEqual(["aws_lb_target_group.agent_target-group_8D719008"]);
  expect(template.resource("aws_lb_target_group")).toMatchObject({
    name: "shop-staging-agent",
    vpc_id: "vpc-0123456789abcdef0",
    port: 80,
    protocol: "HTTP",
    target_type: "ip",
  });
});

test("counts a task as healthy when its path answers 200, and nothing else", () => {
  const template = synthesized(aTargetGroup({ healthCheckPath: "/ready" }));
  expect(template.resource("aws_lb_target_group").health_check).toEqual({
    path: "/ready",
    protocol: "HTTP",
    matcher: "200",
    interval: 15,
    timeout: 5,
    healthy_threshold: 2,
    unhealthy_threshold: 3,
  });
});

test("lets a leaving task keep its connections for the delay", () => {
  const template = synthesized(aTargetGroup({ deregistrationDelaySeconds: 30 }));
  expect(template.resource("aws_lb_target_group").deregistration_delay).toBe("30");
});

test("hands on its ARN and metric name as references", () => {
  const template = synthesize((scope) => {
    const { arn, arnSuffix } = new ServiceTargetGroup(scope, "agent", aTargetGroup());
    new TerraformOutput(scope, "parts", { value: [arn, arnSuffix] });
  });
  expect(template.outputs().parts).toEqual({
    value: ["arn", "arn_suffix"].map((attribute) => reference(template, "aws_lb_target_group", attribute)),
  });
});
