import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planOf, webFacts } from "../../../test/helpers/plan-facts";
import { faults } from "../../testing/faults";
import { releasedWithoutDowntime as rule } from "./released-without-downtime";

const on = { enable: true, rollback: true };
const service: JsonObject = {
  name: "page",
  desired_count: 2,
  deployment_minimum_healthy_percent: 100,
  deployment_circuit_breaker: on,
  network_configuration: { subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] },
  load_balancer: [{ target_group_arn: "${aws_lb_target_group.page.arn}" }],
  task_definition: "${aws_ecs_task_definition.page.arn}",
};
const blueGreen: JsonObject = {
  deployment_configuration: { strategy: "BLUE_GREEN" },
  alarms: { ...on, alarm_names: ["shop-page-target-5xx"] },
  deployment_circuit_breaker: { enable: false, rollback: false },
};

interface Further {
  readonly tasks?: number;
  readonly drainSeconds?: number;
  readonly stopSeconds?: number;
  readonly production?: boolean;
}

function found(overrides: JsonObject = {}, further: Further = {}) {
  const { tasks = 2, drainSeconds = 30, stopSeconds = 30, production = true } = further;
  const resources = {
    aws_ecs_service: { page: { ...service, ...overrides } },
    aws_appautoscaling_target: {
      page: { resource_id: "service/shop/${aws_ecs_service.page.name}", min_capacity: tasks },
    },
    aws_lb_target_group: { page: { deregistration_delay: String(drainSeconds) } },
    aws_ecs_task_definition: {
      page: { container_definitions: JSON.stringify([{ name: "page", stopTimeout: stopSeconds }]) },
    },
  };
  const plans = [planOf({ page: webFacts() }, { production })];
  return faults(rule, resources, {}, plans).map((line) => line.replace("aws_ecs_service.page: ", ""));
}

describe("a service that is released without downtime", () => {
  test("rolls under the circuit breaker, or shifts under alarms", () => {
    expect(found()).toEqual([]);
    expect(found(blueGreen)).toEqual([]);
  });

  test("is not one that nobody calls", () => {
    expect(found({ load_balancer: [], deployment_minimum_healthy_percent: 0 })).toEqual([]);
  });
});

describe("reported is", () => {
  test("one task or one zone, in production alone", () => {
    const one = "1 task in production, which ends with its zone";
    expect(found({ desired_count: 1 })).toEqual([one]);
    expect(found({}, { tasks: 1 })).toEqual([one]);
    const zone = { network_configuration: { subnets: ["${aws_subnet.a.id}"] } };
    expect(found(zone)).toEqual(["all tasks are in one zone"]);
    expect(found({ ...zone, desired_count: 1 }, { production: false, tasks: 1 })).toEqual([]);
  });

  test("a release that takes tasks away first", () => {
    expect(found({ deployment_minimum_healthy_percent: 50 })).toEqual([
      "50 percent of the tasks are enough in a release",
    ]);
  });

  test("a task that goes before its requests are answered", () => {
    expect(found({}, { drainSeconds: 29 })).toEqual(["a task that goes drains for 29 s"]);
    expect(found({}, { stopSeconds: 29 })).toEqual(["a task is killed after 29 s"]);
  });

  test("a release that nothing takes back", () => {
    for (const breaker of [{ ...on, rollback: false }, { ...on, enable: false }, []]) {
      expect(found({ deployment_circuit_breaker: breaker })).toEqual(["nothing takes a failed release back"]);
    }
    for (const alarms of [{ ...on, alarm_names: [] }, { ...on, rollback: false, alarm_names: ["rings"] }, []]) {
      expect(found({ ...blueGreen, alarms, deployment_circuit_breaker: on })).toEqual([
        "no alarm takes a blue/green release back",
      ]);
    }
  });
});
