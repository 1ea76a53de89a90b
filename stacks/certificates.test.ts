import { describe, expect, test } from "vitest";
import { anEnvironment, aService, ownZone } from "../test/helpers/environments";
import { reference } from "../test/helpers/reference";
import { baseTemplate, runtimeTemplate } from "../test/helpers/stack-templates";
import { weekdays as schedule } from "../test/helpers/weekdays";

const routes = [{ host: "api.example.com", paths: [] }];
const services = { agent: aService(), api: aService({ routes }) };
const tornDown = (overrides: Parameters<typeof anEnvironment>[0] = {}) =>
  anEnvironment({ schedule, services, ...overrides });

describe("certificates of an environment that is torn down at weekends", () => {
  test("stand in the base stack, each with a parameter that tells its ARN", () => {
    const template = baseTemplate(tornDown());
    expect(template.resources("aws_acm_certificate").map(({ domain_name }) => domain_name)).toEqual([
      "api.example.com",
      "staging.example.com",
    ]);
    const told = template.resources("aws_ssm_parameter").filter(({ name }) => String(name).includes("/certificates/"));
    expect(told.map(({ name }) => name)).toEqual([
      "/shop-staging/certificates/api.example.com",
      "/shop-staging/certificates/staging.example.com",
    ]);
    for (const { insecure_value, lifecycle } of told) {
      expect(insecure_value).toContain("aws_acm_certificate_validation.");
      expect(lifecycle).toEqual({ prevent_destroy: true });
    }
  });

  test("are found by the runtime, which asks for none and waits for the base stack in words", () => {
    const template = runtimeTemplate(tornDown());
    expect(template.addresses().filter((address) => address.includes("acm"))).toEqual([]);
    expect(template.dataSources("aws_ssm_parameters_by_path")).toContainEqual(
      expect.objectContaining({
        path: "/shop-staging/certificates",
        lifecycle: {
          postcondition: [
            {
              condition: expect.stringContaining('"/shop-staging/certificates/api.example.com"'),
              error_message:
                "staging-base is not applied yet, or lacks a certificate; apply it first: npx cdktf deploy staging-base",
            },
          ],
        },
      }),
    );
    const https = template.resources("aws_lb_listener").find(({ port }) => port === 443);
    expect(https?.certificate_arn).toMatch(/^\$\{data\.aws_ssm_parameter\.certificate\.insecure_value\}$/);
    expect(template.resource("aws_lb_listener_certificate").certificate_arn).toMatch(/insecure_value\}$/);
  });

  test("are validated in a zone that the base stack makes, or finds", () => {
    const made = baseTemplate(tornDown({ dns: ownZone({ delegated: true }) }));
    const [record] = made.resources("aws_route53_record");
    expect(record?.zone_id).toBe(reference(made, "aws_route53_zone", "zone_id"));
    expect(baseTemplate(tornDown()).dataSource("aws_route53_zone")).toMatchObject({ name: "example.com" });
  });

  test("stay for names of before, until the runtime's listeners have let go of them", () => {
    const dns = { ...ownZone({ delegated: true }), formerDomains: ["old.example.com"] };
    const domains = baseTemplate(tornDown({ dns })).resources("aws_acm_certificate");
    expect(domains.map(({ domain_name }) => domain_name)).toContain("old.example.com");
    const parameters = runtimeTemplate(tornDown({ dns })).dataSources("aws_ssm_parameter");
    expect(parameters.map(({ name }) => name).join()).not.toContain("old.example.com");
  });
});

test.each([
  ["without a schedule", { schedule: undefined }],
  ["with one that only sleeps", { schedule: { ...schedule, weekend: "sleep" } }],
] as const)("an environment %s keeps no certificate in its base stack", (_, overrides) => {
  expect(
    baseTemplate(tornDown(overrides))
      .addresses()
      .filter((address) => address.includes("acm")),
  ).toEqual([]);
  expect(runtimeTemplate(tornDown(overrides)).resources("aws_acm_certificate")).toHaveLength(2);
});
