import { describe, expect, test } from "vitest";
import { anEnvironment, aService, clientCertificates, existingVpc, ownZone } from "../test/helpers/environments";
import { openPorts } from "../test/helpers/open-ports";
import { baseTemplate } from "../test/helpers/stack-templates";
import type { Template } from "../test/helpers/template";

const inExistingVpc = anEnvironment({ network: { existingVpc } });

function valuesOf(template: Template, type: string, key: string): readonly unknown[] {
  return template.resources(type).map((resource) => resource[key]);
}

describe("a VPC of the environment's own", () => {
  const template = baseTemplate(anEnvironment());

  test("has two public and two private subnets over two zones", () => {
    const subnets = template.resources("aws_subnet");
    expect(subnets.map(({ availability_zone, cidr_block, tags }) => [availability_zone, cidr_block, tags])).toEqual([
      ["us-east-1a", "10.1.128.0/18", { Name: "shop-staging-private-a", Tier: "private" }],
      ["us-east-1b", "10.1.192.0/18", { Name: "shop-staging-private-b", Tier: "private" }],
      ["us-east-1a", "10.1.0.0/19", { Name: "shop-staging-public-a", Tier: "public" }],
      ["us-east-1b", "10.1.32.0/19", { Name: "shop-staging-public-b", Tier: "public" }],
    ]);
    expect(valuesOf(template, "aws_vpc", "cidr_block")).toEqual(["10.1.0.0/16"]);
  });

  test("lets only the public route table out, as the way out of the others bills by the hour", () => {
    expect(template.resources("aws_route")).toEqual([
      {
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: expect.stringContaining("aws_internet_gateway"),
        route_table_id: expect.stringContaining("public-routes"),
      },
    ]);
    expect(template.resources("aws_route_table")).toHaveLength(3);
    expect(template.resources("aws_nat_gateway")).toEqual([]);
  });

  test("records refused connections in a log group under the key", () => {
    expect(template.resource("aws_flow_log")).toMatchObject({ traffic_type: "REJECT" });
    expect(valuesOf(template, "aws_cloudwatch_log_group", "name")).toEqual([
      "/ecs/shop-staging/agent",
      "/vpc/shop-staging/flow-logs",
    ]);
    expect(template.resource("aws_kms_key").policy).toContain("log-group:/vpc/shop-staging/flow-logs");
  });
});

describe("without flow logs", () => {
  const template = baseTemplate(anEnvironment({ network: { cidr: "10.1.0.0/16", flowLogs: false } }));

  test("there is no role and no log group for them, and the key does not name one", () => {
    expect(template.resources("aws_flow_log")).toEqual([]);
    expect(template.resources("aws_iam_role")).toEqual([]);
    expect(valuesOf(template, "aws_cloudwatch_log_group", "name")).toEqual(["/ecs/shop-staging/agent"]);
    expect(template.resource("aws_kms_key").policy).not.toContain("flow-logs");
  });
});

describe("an existing VPC", () => {
  const template = baseTemplate(inExistingVpc);

  test("gets nothing but the security groups", () => {
    const network = /^aws_(vpc|subnet|route\.|route_table|internet_gateway|default_|flow_log|iam_)/;
    expect(template.addresses().filter((address) => network.test(address))).toEqual([]);
    expect(valuesOf(template, "aws_security_group", "vpc_id")).toEqual([existingVpc.vpcId, existingVpc.vpcId]);
  });

  test("is asked for the blocks of the tasks' subnets", () => {
    const [first, second] = existingVpc.privateSubnetIds;
    expect(template.dataSources("aws_subnet")).toEqual([
      { id: first, vpc_id: existingVpc.vpcId },
      { id: second, vpc_id: existingVpc.vpcId },
    ]);
  });
});

describe("the open ports", () => {
  const task = [
    "shop-staging-agent-task in tcp 8080 from shop-staging-alb",
    "shop-staging-agent-task out tcp 443 to 0.0.0.0/0",
  ];
  const tasksInPrivateSubnets = [
    "shop-staging-alb out tcp 8080 to 10.1.128.0/18",
    "shop-staging-alb out tcp 8080 to 10.1.192.0/18",
  ];
  const web = ["shop-staging-alb in tcp 443 from 0.0.0.0/0", "shop-staging-alb in tcp 80 from 0.0.0.0/0"];

  test("are 80 and 443 to the load balancer, and the service's port from there to the tasks", () => {
    expect(openPorts(baseTemplate(anEnvironment()))).toEqual([...task, ...web, ...tasksInPrivateSubnets]);
  });

  test("include 8443 for client certificates", () => {
    const environment = anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } });
    expect(openPorts(baseTemplate(environment))).toEqual([
      ...task,
      ...web,
      "shop-staging-alb in tcp 8443 from 0.0.0.0/0",
      ...tasksInPrivateSubnets,
    ]);
  });

  test.each([
    ["without a domain", anEnvironment({ dns: undefined })],
    ["before the zone is delegated", anEnvironment({ dns: ownZone({ delegated: false }) })],
  ])("leave out 443 %s", (_when, environment) => {
    const [, http = ""] = web;
    expect(openPorts(baseTemplate(environment))).toEqual([...task, http, ...tasksInPrivateSubnets]);
  });

  test("reach the tasks in the public subnets where there is no NAT", () => {
    const environment = anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none" } });
    expect(openPorts(baseTemplate(environment))).toEqual([
      ...task,
      ...web,
      "shop-staging-alb out tcp 8080 to 10.1.0.0/19",
      "shop-staging-alb out tcp 8080 to 10.1.32.0/19",
    ]);
  });

  test("reach the existing subnets of the tasks by the blocks that AWS names", () => {
    const block = (index: number) => `\${data.aws_subnet.existing-private-subnet-${index}.cidr_block}`;
    expect(openPorts(baseTemplate(inExistingVpc))).toEqual([
      "shop-staging-agent-task in tcp 8080 from shop-staging-alb",
      "shop-staging-agent-task out tcp 443 to 0.0.0.0/0",
      ...web,
      `shop-staging-alb out tcp 8080 to ${block(0)}`,
      `shop-staging-alb out tcp 8080 to ${block(1)}`,
    ]);
  });

  test("follow the port of the service", () => {
    const ports = openPorts(baseTemplate(anEnvironment({ services: { agent: aService({ port: 9090 }) } })));
    expect(ports.filter((port) => port.includes("8080"))).toEqual([]);
    expect(ports.filter((port) => port.includes("9090"))).toHaveLength(3);
  });

  test("are none in the VPC's default group", () => {
    const [group] = baseTemplate(anEnvironment()).resources("aws_default_security_group");
    expect(Object.keys(group ?? {}).sort()).toEqual(["tags", "vpc_id"]);
  });
});

describe("the domain", () => {
  const certificateTypes = ["aws_acm_certificate", "aws_acm_certificate_validation", "aws_route53_record"];
  const certificateOf = (template: Template) => certificateTypes.map((type) => template.resources(type).length);

  test("gets a certificate that is validated in the zone that was found", () => {
    const template = baseTemplate(anEnvironment());
    expect(template.dataSource("aws_route53_zone")).toEqual({ name: "example.com" });
    expect(template.resources("aws_route53_zone")).toEqual([]);
    expect(certificateOf(template)).toEqual([1, 1, 1]);
    expect(template.resource("aws_acm_certificate")).toMatchObject({
      domain_name: "staging.example.com",
      validation_method: "DNS",
    });
    expect(template.outputs()).not.toHaveProperty("zone-name-servers");
  });

  test("gets the same in a zone that is made here, once it is delegated", () => {
    const template = baseTemplate(anEnvironment({ dns: ownZone({ delegated: true }) }));
    expect(template.resource("aws_route53_zone")).toMatchObject({ name: "example.com" });
    expect(template.dataSources("aws_route53_zone")).toEqual([]);
    expect(certificateOf(template)).toEqual([1, 1, 1]);
    expect(template.outputs()).toHaveProperty("zone-name-servers");
  });

  test("gets only the zone and its name servers until then, as validation would hang", () => {
    const template = baseTemplate(anEnvironment({ dns: ownZone({ delegated: false }) }));
    expect(template.resources("aws_route53_zone")).toHaveLength(1);
    expect(certificateOf(template)).toEqual([0, 0, 0]);
    expect(template.outputs()["zone-name-servers"]).toEqual({
      value: expect.stringMatching(/^\$\{aws_route53_zone\.[\w-]+\.name_servers\}$/),
    });
  });

  test("is nowhere without one", () => {
    const template = baseTemplate(anEnvironment({ dns: undefined }));
    expect(template.addresses().filter((address) => /route53|acm/.test(address))).toEqual([]);
  });
});

describe("secrets", () => {
  const secrets = { PRIMARY_KEY: "payment-api-key", FALLBACK_KEY: "payment-api-key", GCP_KEY: "gcp-key" };
  const template = baseTemplate(anEnvironment({ services: { agent: aService({ secrets }) } }));

  test("are made once, however many variables show them, and without values", () => {
    expect(valuesOf(template, "aws_secretsmanager_secret", "name")).toEqual([
      "shop-staging/gcp-key",
      "shop-staging/payment-api-key",
    ]);
    expect(template.resources("aws_secretsmanager_secret_version")).toEqual([]);
  });

  test("are listed as to be filled", () => {
    const value = ["shop-staging/gcp-key", "shop-staging/payment-api-key"];
    expect(template.outputs()["secrets-to-fill"]).toEqual({ value });
  });
});

test("the image's digest is made once, and released by others from then on", () => {
  expect(baseTemplate(anEnvironment()).resource("aws_ssm_parameter")).toMatchObject({
    name: "/shop-staging/image-digests/agent",
    lifecycle: { ignore_changes: ["insecure_value"], prevent_destroy: true },
  });
});

test("without deletion protection everything may be destroyed", () => {
  expect(baseTemplate(anEnvironment()).json).toContain('"prevent_destroy": true');
  expect(baseTemplate(anEnvironment({ deletionProtection: false })).json).not.toContain("prevent_destroy");
});
