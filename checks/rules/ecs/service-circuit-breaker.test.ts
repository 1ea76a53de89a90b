import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { serviceCircuitBreaker as rule } from "./service-circuit-breaker";

const expected = ["aws_ecs_service.agent: the service has no deployment circuit breaker with rollback"];

function reported(agent: {
  deployment_circuit_breaker?: { enable: boolean; rollback: boolean };
  deployment_controller?: { type: string };
}) {
  return faults(rule, { aws_ecs_service: { agent: { ...agent } } });
}

test("passes a service that rolls back, and one that another controller deploys", () => {
  expect(reported({ deployment_circuit_breaker: { enable: true, rollback: true } })).toEqual([]);
  expect(reported({ deployment_controller: { type: "CODE_DEPLOY" } })).toEqual([]);
});

test("reports a service without the circuit breaker, or without its rollback", () => {
  expect(reported({})).toEqual(expected);
  expect(reported({ deployment_circuit_breaker: { enable: false, rollback: true } })).toEqual(expected);
  expect(reported({ deployment_circuit_breaker: { enable: true, rollback: false } })).toEqual(expected);
});
