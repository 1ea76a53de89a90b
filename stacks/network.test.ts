import { describe, expect, test } from "vitest";
import { anEnvironment, type EnvironmentSettings, existingVpc } from "../test/helpers/environments";
import { runtimeTemplate } from "../test/helpers/stack-templates";
import type { Template } from "../test/helpers/template";

describe("the way out of the private subnets", () => {
  test("is one NAT gateway for both zones where there is a single one", () => {
    const template = runtimeIn({ cidr: "10.1.0.0/16", nat: "single" });
    expect(template.resources("aws_eip")).toHaveLength(1);
    expect(template.resource("aws_nat_gateway").subnet_id).toContain("public-a-subnet");
    expect(routes(template)).toEqual([
      ["private-a", "gateway-a"],
      ["private-b", "gateway-a"],
    ]);
  });

  test("is a NAT gateway in each zone where there is one per zone", () => {
    const template = runtimeIn({ cidr: "10.1.0.0/16", nat: "per-zone" });
    expect(template.resources("aws_eip")).toHaveLength(2);
    expect(template.resources("aws_nat_gateway").map(({ subnet_id }) => subnet_id)).toEqual([
      expect.stringContaining("public-a-subnet"),
      expect.stringContaining("public-b-subnet"),
    ]);
    expect(routes(template)).toEqual([
      ["private-a", "gateway-a"],
      ["private-b", "gateway-b"],
    ]);
  });

  test("is missing without NAT, so the tasks stand in the public subnets with addresses of their own", () => {
    const template = runtimeIn({ cidr: "10.1.0.0/16", nat: "none" });
    expect(template.addresses().filter((address) => /^aws_(eip|nat_gateway|route)\./.test(address))).toEqual([]);
    expect(template.resource("aws_ecs_service").network_configuration).toMatchObject({
      assign_public_ip: true,
      subnets: [expect.stringContaining("public-a-subnet"), expect.stringContaining("public-b-subnet")],
    });
  });

  test("is the owner's in an existing VPC, whose subnets are taken as they are named", () => {
    const template = runtimeIn({ existingVpc });
    expect(template.addresses().filter((address) => /aws_(eip|nat|route|vpc|subnet)[._]/.test(address))).toEqual([]);
    expect(template.resource("aws_lb").subnets).toEqual(existingVpc.publicSubnetIds);
    expect(template.resource("aws_lb_target_group").vpc_id).toBe(existingVpc.vpcId);
    expect(template.resource("aws_ecs_service").network_configuration).toMatchObject({
      assign_public_ip: false,
      subnets: existingVpc.privateSubnetIds,
    });
  });
});

function routes(template: Template): readonly (readonly (string | undefined)[])[] {
  return template
    .resources("aws_route")
    .map(({ route_table_id, nat_gateway_id }) => [
      /private-[ab]/.exec(String(route_table_id))?.[0],
      /gateway-[ab]/.exec(String(nat_gateway_id))?.[0],
    ]);
}

function runtimeIn(network: EnvironmentSettings["network"]) {
  return runtimeTemplate(anEnvironment({ network }));
}
