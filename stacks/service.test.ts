import { describe, expect, test } from "vitest";
import {
  anEnvironment,
  aService,
  firestoreByFederation,
  firestoreByKey,
  type ServiceInput,
} from "../test/helpers/environments";
import { baseTemplate, runtimeTemplate } from "../test/helpers/stack-templates";
import { containerOf } from "../test/helpers/task-definition";
import type { Template } from "../test/helpers/template";

describe("connections", () => {
  test.each([
    ["stay long for streams and WebSockets", true, { idle: 600, deregistration: "600", stop: 120 }],
    ["are short otherwise", false, { idle: 60, deregistration: "30", stop: 30 }],
  ])("%s", (_how, longLived, { idle, deregistration, stop }) => {
    const template = runtimeWith({ longLived });
    expect(template.resource("aws_lb").idle_timeout).toBe(idle);
    expect(template.resource("aws_lb_target_group").deregistration_delay).toBe(deregistration);
    expect(template.resource("aws_ecs_task_definition").container_definitions).toContain(`"stopTimeout":${stop},`);
  });
});

describe("two variables that show one secret", () => {
  const secrets = { PRIMARY_KEY: "payment-api-key", FALLBACK_KEY: "payment-api-key" };
  const template = runtimeWith({ secrets });
  const arn = expect.stringMatching(/^\$\{data\.aws_secretsmanager_secret\.[\w-]+\.arn\}$/);

  test("look it up once", () => {
    expect(template.dataSource("aws_secretsmanager_secret")).toMatchObject({ name: "shop-staging/payment-api-key" });
  });

  test("both get its value", () => {
    expect(containerOf(template).secrets).toEqual([
      { name: "FALLBACK_KEY", valueFrom: arn },
      { name: "PRIMARY_KEY", valueFrom: arn },
    ]);
  });

  test("may read it and nothing else", () => {
    for (const { policy } of template.resources("aws_iam_role_policy")) {
      const statements: readonly unknown[] = JSON.parse(String(policy)).Statement;
      expect(statements).toContainEqual(
        expect.objectContaining({ Action: ["secretsmanager:GetSecretValue"], Resource: [arn] }),
      );
    }
  });
});

describe("access to Firestore", () => {
  const secrets = { PAYMENT_API_KEY: "payment-api-key" };
  const made = (firestore: ServiceInput["firestore"]) => {
    const environment = anEnvironment({ services: { agent: aService({ secrets, firestore }) } });
    return { base: baseTemplate(environment), runtime: runtimeTemplate(environment) };
  };
  const names = (blocks: readonly Readonly<Record<string, unknown>>[]) => blocks.map(({ name }) => name);
  const readableSecrets = (template: Template) =>
    template.resources("aws_iam_role_policy").map(({ policy }) => {
      const statements: readonly { readonly Sid: string; readonly Resource: readonly string[] }[] = JSON.parse(
        String(policy),
      ).Statement;
      return statements.find(({ Sid }) => Sid === "ReadOwnSecrets")?.Resource;
    });

  test("by a key makes its secret, lets both roles read it and shows it to the program", () => {
    const { base, runtime } = made(firestoreByKey);
    const both = ["shop-staging/gcp-service-account-key", "shop-staging/payment-api-key"];
    expect(names(base.resources("aws_secretsmanager_secret"))).toEqual(both);
    expect(base.outputs()["secrets-to-fill"]).toEqual({ value: both });
    const key = expect.stringContaining("secret-gcp-service-account-key");
    const payment = expect.stringContaining("secret-payment-api-key");
    expect(readableSecrets(runtime).map((arns) => [...(arns ?? [])].sort())).toEqual([
      [key, payment],
      [key, payment],
    ]);
    expect(containerOf(runtime).secrets).toEqual([
      { name: "GCP_SERVICE_ACCOUNT_KEY", valueFrom: key },
      { name: "PAYMENT_API_KEY", valueFrom: payment },
    ]);
  });

  test("by the task's identity makes no secret, and gives no role more to read", () => {
    const { base, runtime } = made(firestoreByFederation);
    expect(names(base.resources("aws_secretsmanager_secret"))).toEqual(["shop-staging/payment-api-key"]);
    expect(base.outputs()["secrets-to-fill"]).toEqual({ value: ["shop-staging/payment-api-key"] });
    const payment = [expect.stringContaining("secret-payment-api-key")];
    expect(readableSecrets(runtime)).toEqual([payment, payment]);
    expect(containerOf(runtime).secrets.map(({ name }) => name)).toEqual(["PAYMENT_API_KEY"]);
    expect(`${base.json}${runtime.json}`).not.toMatch(/gcp-service-account-key|GCP_SERVICE_ACCOUNT_KEY/);
  });
});

test("the program is told the idle timeout that the load balancer has, and the time that it has to stop", () => {
  for (const longLived of [true, false]) {
    const template = runtimeWith({ longLived });
    const { environment, stopTimeout } = containerOf(template);
    expect(environment).toContainEqual({
      name: "LOAD_BALANCER_IDLE_TIMEOUT_SECONDS",
      value: String(template.resource("aws_lb").idle_timeout),
    });
    expect(environment).toContainEqual({ name: "STOP_TIMEOUT_SECONDS", value: String(stopTimeout) });
  }
});

test("a service without secrets may read none", () => {
  expect(runtimeWith({}).json).not.toContain("secretsmanager:GetSecretValue");
});

test("creation starts with the minimum of tasks, and their number is autoscaling's from then on", () => {
  const template = runtimeWith({ scaling: { minimumTasks: 2, maximumTasks: 6 } });
  expect(template.resource("aws_ecs_service")).toMatchObject({
    desired_count: 2,
    lifecycle: { ignore_changes: ["desired_count"] },
  });
  expect(template.resource("aws_appautoscaling_target")).toMatchObject({ min_capacity: 2, max_capacity: 6 });
});

test("a role is named after the environment where no name is given", () => {
  const names = (service: Parameters<typeof aService>[0]) =>
    runtimeWith(service)
      .resources("aws_iam_role")
      .map(({ name }) => name);
  expect(names({})).toEqual(["shop-staging-agent-execution", "shop-staging-agent-task"]);
  expect(names({ taskRoleName: "ShopTaskRole" })).toEqual(["shop-staging-agent-execution", "ShopTaskRole"]);
});

function runtimeWith(service: Parameters<typeof aService>[0] = {}) {
  return runtimeTemplate(anEnvironment({ services: { agent: aService(service) } }));
}
