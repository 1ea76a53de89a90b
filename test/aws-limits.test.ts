import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../config/load";
import { sharedPolicies } from "../model/delivery/account-iam";
import { type EnvironmentPlan, planEnvironment } from "../model/plan/environment-plan";
import { rolesOf } from "../model/plan/environment-roles";
import limits from "./helpers/aws-limits.json";
import { configurationFolder } from "./helpers/configuration-folder";

interface Limit {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

const shapes: Readonly<Record<string, Limit>> = limits.limits;

/** Why AWS's own model refuses the value, or nothing. */
function refusal(shape: string, value: string | number): string | undefined {
  const limit = shapes[shape];
  if (limit === undefined) return `${shape} is not in test/helpers/aws-limits.json`;
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = limit;
  const size = typeof value === "number" ? value : value.length;
  if (size < min || size > max) return `${shape}: ${value} has ${size}, and AWS takes ${min} to ${max}`;
  // Java's notation for patterns that ignore case.
  const form = pattern === undefined ? undefined : new RegExp(`^(?:${pattern.replaceAll("(?i)", "")})$`, "u");
  return form === undefined || form.test(String(value)) ? undefined : `${shape}: ${value} is not ${pattern}`;
}

type Named = readonly [shape: string, values: readonly (string | number)[]];

function namesOf(plan: EnvironmentPlan): readonly Named[] {
  const { account, names, services, tags, loadBalancer, secrets } = plan;
  const schedules = services.flatMap(({ schedule }) => schedule ?? []);
  const web = services.flatMap(({ settings }) => (settings.kind === "web" ? settings : []));
  return [
    ["acm DomainNameString", loadBalancer?.hosts ?? []],
    ["budgets BudgetName", [names.budget]],
    ["cloudwatch AlarmName", plan.alarms.map(({ alarmName }) => alarmName)],
    ["ecr RepositoryName", account.repositories.map(({ name }) => name)],
    ["elbv2 Path", web.map(({ healthCheckPath }) => healthCheckPath)],
    ["elbv2 Port", web.map(({ port }) => port)],
    ["iam roleNameType", rolesOf(plan).map(({ name }) => name)],
    ["iam policyNameType", sharedPolicies(account, [plan]).map(({ name }) => name)],
    ["iam tagKeyType", Object.keys(tags.runtime)],
    ["iam tagValueType", Object.values(tags.runtime)],
    ["kms AliasNameType", [names.encryptionKeyAlias]],
    ["logs LogGroupName", plan.logGroups.map(({ name }) => name)],
    ["scheduler Name", schedules.map(({ name }) => name)],
    ["scheduler ScheduleExpression", schedules.map(({ expression }) => expression)],
    ["scheduler ScheduleExpressionTimezone", schedules.map(({ timezone }) => timezone)],
    ["scheduler ScheduleGroupName", [names.scheduleGroup]],
    ["secretsmanager NameType", secrets.flatMap(({ find }) => ("name" in find ? find.name : []))],
    ["servicediscovery NamespaceNamePrivate", [names.discoveryNamespace]],
    ["servicediscovery ServiceName", services.flatMap(({ name, discovery }) => (discovery === undefined ? [] : name))],
    ["ssm PSParameterName", services.map(({ names: own }) => own.imageDigestParameter)],
  ];
}

const corpus = "test/config-corpus";
const read = (file: string) => readFileSync(join(corpus, file), "utf8");

function plansOf(file: string): readonly EnvironmentPlan[] {
  const isAccount = file.startsWith("account-");
  const root = configurationFolder({
    "config/accounts/shop.yaml": read(isAccount ? `good/${file}` : "sound/account.yaml"),
    "config/environments/staging.yaml": read(isAccount ? "sound/environment.yaml" : `good/${file}`),
  });
  return loadConfiguration(root).environments.map((environment) => planEnvironment(environment));
}

describe("what AWS's own service models allow", () => {
  test.each(readdirSync(join(corpus, "good")).sort())("holds for every name that follows from %s", (file) => {
    const refused = plansOf(file).flatMap((plan) =>
      namesOf(plan).flatMap(([shape, values]) => values.flatMap((value) => refusal(shape, value) ?? [])),
    );
    expect(refused).toEqual([]);
  });

  test.each([
    ["iam roleNameType", "a".repeat(65)],
    ["elbv2 Port", 65536],
    ["kms AliasNameType", "alias/größe"],
    ["budgets BudgetName", "a:b"],
    ["ecs Nothing", "a"],
  ])("would be seen to refuse %s of %s", (shape, value) => {
    expect(refusal(shape, value)).toBeDefined();
  });
});
