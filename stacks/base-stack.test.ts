import { describe, expect, test } from "vitest";
import { anEnvironment, aService, existingVpc, ownZone } from "../test/helpers/environments";
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

  test("lets nobody use the default group", () => {
    const [group] = template.resources("aws_default_security_group");
    expect(Object.keys(group ?? {}).sort()).toEqual(["tags", "vpc_id"]);
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

  test("gets nothing", () => {
    const network = /^aws_(vpc|subnet|route\.|route_table|internet_gateway|default_|flow_log|iam_)/;
    expect(template.addresses().filter((address) => network.test(address))).toEqual([]);
  });
});

describe("the zone", () => {
  const inZones = (template: Template) => template.addresses().filter((address) => /route53|acm/.test(address));

  test.each([true, false])(
    "is made here where it is asked for, with its name servers, delegated or not: %s",
    (delegated) => {
      const template = baseTemplate(anEnvironment({ dns: ownZone({ delegated }) }));
      expect(inZones(template)).toEqual(["aws_route53_zone.zone"]);
      expect(template.resource("aws_route53_zone")).toMatchObject({ name: "example.com" });
      expect(template.outputs()["zone-name-servers"]).toEqual({ value: "${aws_route53_zone.zone.name_servers}" });
    },
  );

  test.each([
    ["one exists", anEnvironment()],
    ["there is no domain", anEnvironment({ dns: undefined })],
  ])("is left alone where %s", (_when, environment) => {
    const template = baseTemplate(environment);
    expect(inZones(template)).toEqual([]);
    expect(template.outputs()).not.toHaveProperty("zone-name-servers");
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

describe("a production environment", () => {
  const kept = (overrides: Parameters<typeof anEnvironment>[0]) => {
    const template = baseTemplate(anEnvironment(overrides));
    const [lifecycle] = valuesOf(template, "aws_s3_bucket_lifecycle_configuration", "rule");
    return { days: valuesOf(template, "aws_cloudwatch_log_group", "retention_in_days"), lifecycle };
  };
  const expiresAfter = (days: number) => [expect.objectContaining({ expiration: [{ days }] })];
  const scaling = { minimumTasks: 2, maximumTasks: 4 };
  const production = { production: true, promotedFrom: ["preview"], services: { agent: aService({ scaling }) } };

  test("keeps all of its logs for a year", () => {
    expect(kept({})).toEqual({ days: [30, 14], lifecycle: expiresAfter(90) });
    expect(kept(production)).toEqual({ days: [365, 365], lifecycle: expiresAfter(365) });
  });

  test("keeps those of a service for longer where it asks for that", () => {
    const services = { agent: aService({ scaling, logRetentionDays: 400 }) };
    expect(kept({ ...production, services }).days).toEqual([400, 365]);
  });
});
