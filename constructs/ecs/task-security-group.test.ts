import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { TaskSecurityGroup, type TaskSecurityGroupProps } from "./task-security-group";

const aGroup = (overrides: Partial<TaskSecurityGroupProps> = {}): TaskSecurityGroupProps => ({
  name: "lornu-staging-agent-task",
  vpcId: "vpc-0123456789abcdef0",
  port: 8080,
  loadBalancerSecurityGroupId: "sg-0123456789abcdef0",
  ...overrides,
});

const synthesized = (props: TaskSecurityGroupProps) =>
  synthesize((scope) => {
    new TaskSecurityGroup(scope, "agent", props);
  });

const unused = { ipv6_cidr_blocks: null, prefix_list_ids: null, self: null };

test("lets the load balancer in on the service's port, and nobody else on any", () => {
  const template = synthesized(aGroup({ port: 9090 }));
  expect(template.resource("aws_security_group").ingress).toEqual([
    {
      ...unused,
      description: "Load balancer",
      protocol: "tcp",
      from_port: 9090,
      to_port: 9090,
      cidr_blocks: null,
      security_groups: ["sg-0123456789abcdef0"],
    },
  ]);
});

test("lets tasks out on HTTPS alone", () => {
  const template = synthesized(aGroup());
  expect(template.resource("aws_security_group").egress).toEqual([
    {
      ...unused,
      description: "AWS APIs, image layers, Gemini and Firestore",
      protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_blocks: ["0.0.0.0/0"],
      security_groups: null,
    },
  ]);
});

test("is one described group of the VPC without separate rules", () => {
  const template = synthesized(aGroup());
  expect(template.addresses()).toEqual(["aws_security_group.agent_group_87056CA0"]);
  expect(template.resource("aws_security_group")).toMatchObject({
    name: "lornu-staging-agent-task",
    description: "Tasks: load balancer in, HTTPS out",
    vpc_id: "vpc-0123456789abcdef0",
    tags: { Name: "lornu-staging-agent-task" },
  });
});
