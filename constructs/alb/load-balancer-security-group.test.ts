import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { LoadBalancerSecurityGroup, type LoadBalancerSecurityGroupProps } from "./load-balancer-security-group";

const aGroup = (overrides: Partial<LoadBalancerSecurityGroupProps> = {}): LoadBalancerSecurityGroupProps => ({
  name: "shop-staging-alb",
  vpcId: "vpc-0123456789abcdef0",
  openPorts: [
    { port: 80, purpose: "HTTP from everywhere, redirected to HTTPS" },
    { port: 443, purpose: "HTTPS from everywhere" },
  ],
  openTo: ["0.0.0.0/0"],
  targetCidrs: ["10.1.128.0/18", "10.1.192.0/18"],
  targetPorts: [8080],
  fetchesTokenKeys: false,
  ...overrides,
});

const synthesized = (props: LoadBalancerSecurityGroupProps) =>
  synthesize((scope) => {
    new LoadBalancerSecurityGroup(scope, "load-balancer", props);
  });

const unused = { ipv6_cidr_blocks: null, prefix_list_ids: null, security_groups: null, self: null };

const fromAnywhere = (port: number, description: string) => ({
  ...unused,
  description,
  protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_blocks: ["0.0.0.0/0"],
});

test("opens exactly the listeners' ports to the internet", () => {
  const template = synthesized(aGroup());
  expect(template.resource("aws_security_group").ingress).toEqual([
    fromAnywhere(80, "HTTP from everywhere, redirected to HTTPS"),
    fromAnywhere(443, "HTTPS from everywhere"),
  ]);
});

test("opens nothing that it is not given", () => {
  const template = synthesized(aGroup({ openPorts: [{ port: 80, purpose: "HTTP from everywhere" }] }));
  expect(template.resource("aws_security_group").ingress).toEqual([fromAnywhere(80, "HTTP from everywhere")]);
});

test("opens its ports to the given address blocks alone", () => {
  const openTo = ["10.0.0.0/8", "192.0.2.0/24"];
  const template = synthesized(aGroup({ openPorts: [{ port: 443, purpose: "HTTPS from the office" }], openTo }));
  expect(template.resource("aws_security_group").ingress).toEqual([
    { ...fromAnywhere(443, "HTTPS from the office"), cidr_blocks: openTo },
  ]);
});

test("lets connections out to the tasks' subnets and ports alone", () => {
  const template = synthesized(aGroup({ targetPorts: [8080, 9090] }));
  expect(template.resource("aws_security_group").egress).toEqual(
    [8080, 9090].map((port) => ({
      ...unused,
      description: "Tasks",
      protocol: "tcp",
      from_port: port,
      to_port: port,
      cidr_blocks: ["10.1.128.0/18", "10.1.192.0/18"],
    })),
  );
});

// "Verify JWTs using an Application Load Balancer": the load balancer itself asks the JWKS endpoint, over HTTPS.
test("fetches the keys of tokens that it validates, over HTTPS alone", () => {
  const template = synthesized(aGroup({ targetPorts: [], fetchesTokenKeys: true }));
  expect(template.resource("aws_security_group").egress).toEqual([fromAnywhere(443, "Keys of the token issuer")]);
});

test("is one described group of the VPC without separate rules", () => {
  const template = synthesized(aGroup());
  expect(template.addresses()).toEqual(["aws_security_group.load-balancer_group_2D104A5E"]);
  expect(template.resource("aws_security_group")).toMatchObject({
    name: "shop-staging-alb",
    description: "Load balancer: listeners in, tasks out",
    vpc_id: "vpc-0123456789abcdef0",
    tags: { Name: "shop-staging-alb" },
  });
});

test("hands on its id as a reference", () => {
  const template = synthesize((scope) => {
    const { securityGroupId } = new LoadBalancerSecurityGroup(scope, "load-balancer", aGroup());
    new TerraformOutput(scope, "group", { value: securityGroupId });
  });
  expect(template.outputs().group).toEqual({ value: reference(template, "aws_security_group", "id") });
});
