import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { TaskSecurityGroup, type TaskSecurityGroupProps } from "./task-security-group";

const aGroup = (overrides: Partial<TaskSecurityGroupProps> = {}): TaskSecurityGroupProps => ({
  name: "lornu-staging-agent-task",
  description: "Tasks: load balancer in, HTTPS out",
  vpcId: "vpc-0123456789abcdef0",
  ingress: [{ description: "Load balancer", port: 8080, securityGroupId: "sg-0123456789abcdef0" }],
  egress: [{ description: "AWS APIs, image layers and what the program calls", port: 443, cidrBlocks: ["0.0.0.0/0"] }],
  ...overrides,
});

const synthesized = (overrides: Partial<TaskSecurityGroupProps> = {}) =>
  synthesize((scope) => {
    const { securityGroupId } = new TaskSecurityGroup(scope, "agent", aGroup(overrides));
    new TerraformOutput(scope, "group", { value: securityGroupId });
  });

const unused = { ipv6_cidr_blocks: null, prefix_list_ids: null, self: null };

const from = (securityGroupId: string, port: number, description: string) => ({
  ...unused,
  description,
  protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_blocks: null,
  security_groups: [securityGroupId],
});

const to = (cidrBlocks: readonly string[], port: number, description: string) => ({
  ...unused,
  description,
  protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_blocks: cidrBlocks,
  security_groups: null,
});

test("lets each given group in on its port, and nobody else on any", () => {
  const ingress = [
    { description: "Load balancer", port: 9090, securityGroupId: "sg-0123456789abcdef0" },
    { description: "Service worker", port: 8080, securityGroupId: "sg-0f1e2d3c4b5a69788" },
  ];
  expect(synthesized({ ingress }).resource("aws_security_group").ingress).toEqual([
    from("sg-0123456789abcdef0", 9090, "Load balancer"),
    from("sg-0f1e2d3c4b5a69788", 8080, "Service worker"),
  ]);
});

test("states that nobody is let in where nobody may, so that Terraform removes what others add", () => {
  expect(synthesized({ ingress: [] }).resource("aws_security_group").ingress).toEqual([]);
});

test("lets tasks out on HTTPS alone where it is told no more", () => {
  expect(synthesized().resource("aws_security_group").egress).toEqual([
    to(["0.0.0.0/0"], 443, "AWS APIs, image layers and what the program calls"),
  ]);
});

test("lets tasks out to each given network on its port", () => {
  const egress = [
    { description: "To the database", port: 5432, cidrBlocks: ["10.1.128.0/18", "10.1.192.0/18"] },
    { description: "To 192.0.2.10/32", port: 8443, cidrBlocks: ["192.0.2.10/32"] },
  ];
  expect(synthesized({ egress }).resource("aws_security_group").egress).toEqual([
    to(["10.1.128.0/18", "10.1.192.0/18"], 5432, "To the database"),
    to(["192.0.2.10/32"], 8443, "To 192.0.2.10/32"),
  ]);
});

test("is one described group of the VPC without separate rules", () => {
  const template = synthesized();
  expect(template.addresses()).toEqual(["aws_security_group.agent_group_87056CA0"]);
  expect(template.resource("aws_security_group")).toMatchObject({
    name: "lornu-staging-agent-task",
    description: "Tasks: load balancer in, HTTPS out",
    vpc_id: "vpc-0123456789abcdef0",
    tags: { Name: "lornu-staging-agent-task" },
  });
});

test("says in its description whom it is for", () => {
  const description = "Tasks: nothing in, HTTPS out";
  expect(synthesized({ description }).resource("aws_security_group").description).toBe(description);
});

test("hands on its id as a reference", () => {
  const template = synthesized();
  expect(template.outputs().group).toEqual({ value: reference(template, "aws_security_group", "id") });
});
