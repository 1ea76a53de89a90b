import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { loadConfiguration } from "../../../config/load";
import { environmentCost } from "../../../model/cost/environment-cost";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { baseTemplate, runtimeTemplate } from "../../helpers/stack-templates";
import type { Template } from "../../helpers/template";

const environments = loadConfiguration(".").environments.filter(({ account }) => account.name === "durable");
const stacks = environments.map((environment) => ({
  environment,
  base: baseTemplate(environment),
  runtime: runtimeTemplate(environment),
}));

type Stack = (typeof stacks)[number];

export const workload = "workloads/durable";
const settingsOf = (name: string) => environments.find((environment) => environment.name === name);
const values = (template: Template, type: string, argument: string) =>
  template.resources(type).map((resource) => resource[argument]);

/** Holds in each of the environments. */
export function everywhere(hold: (stack: Stack) => void): () => void {
  return () => {
    expect(stacks).toHaveLength(3);
    for (const stack of stacks) hold(stack);
  };
}

/** The words stand in the file. */
export function inFile(file: string, ...words: readonly string[]): () => void {
  return () => {
    const text = readFileSync(file, "utf8");
    for (const word of words) expect(text).toContain(word);
  };
}

export function budgetOf60({ environment, base }: Stack): void {
  expect(environment.budget.monthlyUsd).toBe(60);
  expect(environmentCost(planEnvironment(environment)).total.monthlyUsd).toBeLessThan(60);
  expect(base.resource("aws_budgets_budget")).toMatchObject({ limit_amount: "60", limit_unit: "USD" });
}

export function inTerraform({ base, runtime }: Stack): void {
  const addresses = [...base.addresses(), ...runtime.addresses()].map((address) => address.replace(/^data\./, ""));
  expect(addresses.filter((address) => !/^(aws|terraform)_/.test(address))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(70);
}

export function scheduled({ environment }: Stack): void {
  const hours = { start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00", timezone: "America/Los_Angeles" };
  expect(environment.schedule).toMatchObject({ ...hours, weekend: "teardown" });
}

export function overridden({ environment }: Stack): void {
  expect(environment.schedule?.override).toEqual({ tag: "keep-running-until" });
}

export function onFargate({ runtime, environment }: Stack): void {
  for (const service of runtime.resources("aws_ecs_service")) {
    expect(service).toMatchObject(
      environment.name === "durable-dev"
        ? { capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", weight: 100 }] }
        : { launch_type: "FARGATE" },
    );
  }
}

export function inPage(...words: readonly string[]): () => void {
  return inFile(`${workload}/frontend/package.json`, ...words);
}

export function bothMultiStage(): void {
  for (const part of ["frontend", "backend"]) {
    const stages = readFileSync(`${workload}/${part}/Dockerfile`, "utf8").match(/^FROM /gm) ?? [];
    expect(stages.length).toBeGreaterThan(2);
  }
}

export function imagesInEcr({ environment }: Stack): void {
  const { repositories } = environment.account;
  expect(Object.keys(repositories).sort()).toEqual(["durable-backend", "durable-frontend"]);
}

export function routed({ runtime, environment }: Stack): void {
  expect(runtime.resource("aws_lb")).toMatchObject({ internal: false });
  const forwards = runtime
    .resources("aws_lb_listener_rule")
    .filter(({ action }) => /"forward"/.test(JSON.stringify(action)));
  const asked = forwards
    .map(({ condition }) => JSON.stringify(condition))
    .filter((text) => !text.includes("http_header"));
  expect(asked).toContain('[{"path_pattern":{"values":["/api/*"]}}]');
  const strategies = Object.values(environment.services).map(
    (service) => "deployment" in service && service.deployment.strategy,
  );
  const isShifted = environment.name === "durable-production";
  expect(strategies).toEqual(isShifted ? ["blue-green", "blue-green"] : ["rolling", "rolling"]);
  expect(runtime.resources("aws_lb_target_group")).toHaveLength(isShifted ? 4 : 2);
}

export function named({ runtime, environment }: Stack): void {
  const suffix = environment.name === "durable-production" ? "" : `${environment.name.replace("durable-", "")}.`;
  expect(values(runtime, "aws_route53_record", "name")).toContain(`${suffix}durable.example.com`);
}

export function certified({ base, runtime }: Stack): void {
  const certificates = [base, runtime].flatMap((template) => template.resources("aws_acm_certificate"));
  expect(certificates).toMatchObject([{ validation_method: "DNS" }]);
}

export function watched({ base, runtime }: Stack): void {
  const groups = [base, runtime].flatMap((template) => template.resources("aws_cloudwatch_log_group"));
  expect(groups.length).toBeGreaterThanOrEqual(2);
  expect(runtime.resources("aws_cloudwatch_metric_alarm").length).toBeGreaterThan(4);
}

export function threeEnvironments(): void {
  expect(environments.map(({ name }) => name)).toEqual(["durable-dev", "durable-production", "durable-staging"]);
}

export function scaled({ runtime }: Stack): void {
  expect(runtime.resources("aws_appautoscaling_target")).toHaveLength(2);
  expect(runtime.resources("aws_appautoscaling_policy")).toHaveLength(4);
}

export function stateInTerraformCloud({ environment }: Stack): void {
  expect(environment.account.terraformCloud).toMatchObject({ hostname: "app.terraform.io", project: "durable-code" });
}

export function noStandingKeys(): void {
  for (const name of ["images", "terraform-aws", "drift"]) {
    expect(readFileSync(`.github/workflows/${name}.yml`, "utf8")).not.toMatch(/AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)/i);
  }
}

export function healthChecked({ runtime }: Stack): void {
  const paths = runtime.resources("aws_lb_target_group").map(({ health_check: check }) => Object(check).path);
  expect([...new Set(paths)].sort()).toEqual(["/api/health", "/health"]);
}

export function neverWithoutTasks({ runtime }: Stack): void {
  for (const service of runtime.resources("aws_ecs_service")) {
    expect(service).toMatchObject({ deployment_minimum_healthy_percent: 100 });
  }
}

export function drained({ runtime }: Stack): void {
  for (const delay of values(runtime, "aws_lb_target_group", "deregistration_delay")) {
    expect(Number(delay)).toBeGreaterThan(0);
  }
}

export function httpsAlone({ runtime }: Stack): void {
  const listeners = runtime.resources("aws_lb_listener");
  const plain = listeners.filter(({ protocol }) => protocol !== "HTTPS");
  expect(plain).toMatchObject([{ port: 80, default_action: [{ type: "redirect" }] }]);
  expect(listeners).toHaveLength(2);
}

export function inOregon({ base, runtime }: Stack): void {
  for (const template of [base, runtime]) expect(template.providers("aws")).toMatchObject([{ region: "us-west-2" }]);
}

export function withoutStores({ base, runtime }: Stack): void {
  // The schedule's own dead letters are no store of the program's.
  const stores = [...base.addresses(), ...runtime.addresses()].filter(
    (address) =>
      /^aws_(db|rds|dynamodb|elasticache|efs|sqs|opensearch)_/.test(address) &&
      !/^aws_sqs_\w+\.schedule-dead-letters_/.test(address),
  );
  expect(stores).toEqual([]);
  expect(values(base, "aws_s3_bucket", "bucket")).toHaveLength(1);
}

export function sized({ environment }: Stack): void {
  for (const { size } of Object.values(environment.services)) expect(size).toEqual({ cpuUnits: 256, memoryMiB: 512 });
}

export function taggedForCost({ base, runtime, environment }: Stack): void {
  for (const template of [base, runtime]) {
    expect(template.providers("aws")).toMatchObject([
      { default_tags: [{ tags: { Environment: environment.name, "cost-center": "durable-code" } }] },
    ]);
  }
}

export function promoted(): void {
  expect(settingsOf("durable-dev")?.promotedFrom).toEqual([]);
  expect(settingsOf("durable-staging")?.promotedFrom).toEqual(["durable-dev"]);
  expect(settingsOf("durable-production")).toMatchObject({ promotedFrom: ["durable-staging"], production: true });
}

export function loadBalancerAlone({ runtime }: Stack): void {
  const open = runtime
    .resources("aws_security_group")
    .filter(({ ingress }) => JSON.stringify(ingress ?? "").includes("0.0.0.0/0"));
  expect(open.map(({ name }) => String(name).replace(/^.*-/, ""))).toEqual(["alb"]);
}
