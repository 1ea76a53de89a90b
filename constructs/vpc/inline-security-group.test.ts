import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { InlineSecurityGroup, type InlineSecurityGroupProps } from "./inline-security-group";

const synthesized = (rules: Partial<Pick<InlineSecurityGroupProps, "ingress" | "egress">>) =>
  synthesize((scope) => {
    const { securityGroupId } = new InlineSecurityGroup(scope, "agent", {
      name: "shop-staging-agent-task",
      description: "Tasks of agent",
      vpcId: "vpc-0123456789abcdef0",
      ingress: [],
      egress: [],
      ...rules,
    });
    new TerraformOutput(scope, "group", { value: securityGroupId });
  });

const unused = { cidr_blocks: null, security_groups: null, ipv6_cidr_blocks: null, prefix_list_ids: null, self: null };

test.each(["ingress", "egress"] as const)(
  "writes each rule of %s with its one port and its peers alone",
  (direction) => {
    const template = synthesized({
      [direction]: [
        { description: "Clients", port: 443, peers: { cidrBlocks: ["10.0.0.0/8", "192.0.2.0/24"] } },
        { description: "Tasks", peers: { securityGroupIds: ["sg-0123456789abcdef0"] } },
      ],
    });
    expect(template.resource("aws_security_group")[direction]).toEqual([
      {
        ...unused,
        description: "Clients",
        protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_blocks: ["10.0.0.0/8", "192.0.2.0/24"],
      },
      {
        ...unused,
        description: "Tasks",
        protocol: "tcp",
        from_port: 0,
        to_port: 65_535,
        security_groups: ["sg-0123456789abcdef0"],
      },
    ]);
  },
);

test("states that there is no rule where there is none, so that Terraform removes what others add", () => {
  expect(synthesized({}).resource("aws_security_group")).toMatchObject({ ingress: [], egress: [] });
});

test("is one described group, whose successor is there before it goes", () => {
  const template = synthesized({});
  expect(template.addresses()).toEqual(["aws_security_group.agent_group_87056CA0"]);
  expect(template.resource("aws_security_group")).toMatchObject({
    name: "shop-staging-agent-task",
    description: "Tasks of agent",
    vpc_id: "vpc-0123456789abcdef0",
    tags: { Name: "shop-staging-agent-task" },
    lifecycle: { create_before_destroy: true },
  });
  expect(template.outputs().group).toEqual({ value: reference(template, "aws_security_group", "id") });
});
