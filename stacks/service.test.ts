import { describe, expect, test } from "vitest";
import { anEnvironment, aService } from "../test/helpers/environments";
import { runtimeTemplate } from "../test/helpers/stacks";

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
  const secrets = { PRIMARY_KEY: "gemini-api-key", FALLBACK_KEY: "gemini-api-key" };
  const template = runtimeWith({ secrets });
  const arn = expect.stringMatching(/^\$\{data\.aws_secretsmanager_secret\.[\w-]+\.arn\}$/);

  test("look it up once", () => {
    expect(template.dataSource("aws_secretsmanager_secret")).toMatchObject({ name: "lornu-staging/gemini-api-key" });
  });

  test("both get its value", () => {
    const [container] = JSON.parse(String(template.resource("aws_ecs_task_definition").container_definitions));
    expect(container.secrets).toEqual([
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
  expect(names({})).toEqual(["lornu-staging-agent-execution", "lornu-staging-agent-task"]);
  expect(names({ taskRoleName: "LornuEcsTaskRole" })).toEqual(["lornu-staging-agent-execution", "LornuEcsTaskRole"]);
});

function runtimeWith(service: Parameters<typeof aService>[0] = {}) {
  return runtimeTemplate(anEnvironment({ services: { agent: aService(service) } }));
}
