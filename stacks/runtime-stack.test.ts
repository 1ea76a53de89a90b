import { describe, expect, test } from "vitest";
import { parseTemplate } from "../checks/template";
import type { Environment } from "../config/schema/environment";
import { stringsOf } from "../model/json";
import { anEnvironment, aService, existingVpc } from "../test/helpers/environments";
import { runtimeTemplate } from "../test/helpers/stack-templates";

describe("a base stack that is missing", () => {
  const choices: readonly (readonly [string, Environment])[] = [
    ["with a VPC and a domain", anEnvironment()],
    ["in an existing VPC", anEnvironment({ network: { existingVpc } })],
    ["without a domain", anEnvironment({ dns: undefined })],
    [
      "with secrets",
      anEnvironment({ services: { agent: aService({ secrets: { PAYMENT_API_KEY: "payment-api-key" } }) } }),
    ],
  ];

  test.each(choices)("stops the plan at the guard, since all lookups wait for it: %s", (_choice, environment) => {
    const { dataSources } = parseTemplate(runtimeTemplate(environment).json);
    const guards = dataSources.filter(({ type }) => type === "aws_ssm_parameters_by_path");
    const guard = guards.map(({ address }) => address);
    const others = dataSources.filter(({ type }) => type !== "aws_ssm_parameters_by_path");
    expect(guard).toHaveLength(1);
    expect(others.length).toBeGreaterThan(2);
    expect(others.filter(({ body }) => !stringsOf(body.depends_on).includes(guard[0] ?? ""))).toEqual([]);
  });

  test("is named with the command that applies it", () => {
    const [guard] = runtimeTemplate(anEnvironment()).dataSources("aws_ssm_parameters_by_path");
    expect(guard).toMatchObject({
      path: "/shop-staging/image-digests",
      lifecycle: {
        postcondition: [
          {
            condition: expect.stringContaining('setsubtract(["/shop-staging/image-digests/agent"], self.names)'),
            error_message:
              "staging-base is not applied yet, or lacks a service; apply it first: npx cdktf deploy staging-base",
          },
        ],
      },
    });
  });
});

test("tells where the environment answers and what it consists of", () => {
  expect(runtimeTemplate(anEnvironment()).outputs()).toEqual({
    url: { value: "https://staging.example.com" },
    "load-balancer-dns-name": { value: expect.stringContaining("dns_name") },
    "cluster-name": { value: "shop-staging" },
    "service-name": { value: "agent" },
    "repository-name": { value: "shop-agent" },
  });
});

describe("tasks", () => {
  const { resources } = parseTemplate(runtimeTemplate(anEnvironment()).json);
  const bodiesOf = (type: string) => resources.filter((resource) => resource.type === type);
  const waitsFor = (type: string) =>
    bodiesOf(type).map(({ body }) =>
      stringsOf(body.depends_on).map((address) => address.slice(0, address.indexOf("."))),
    );

  test("start once they have their way out, and end before it goes", () => {
    expect(bodiesOf("aws_route").map(({ address }) => address)).toHaveLength(2);
    const [service] = bodiesOf("aws_ecs_service");
    for (const { address } of bodiesOf("aws_route")) expect(stringsOf(service?.body.depends_on)).toContain(address);
  });

  // CloudWatch looks back as far as an alarm looks: one that is made while the first tasks start would ring at once.
  test("run before somebody is told that none does", () => {
    for (const types of waitsFor("aws_cloudwatch_metric_alarm")) expect(types).toContain("aws_ecs_service");
  });
});
