import { objectsOf } from "../../../model/json";
import type { Rule } from "../../rule";
import { type Resource, resourcesOfType } from "../../template";

export const serviceCircuitBreaker: Rule = {
  id: "service-circuit-breaker",
  severity: "MEDIUM",
  title: "A failed deployment of a service rolls back by itself",
  why: "without the circuit breaker ECS keeps starting tasks that never become healthy",
  evaluate: (template) =>
    resourcesOfType(template, "aws_ecs_service")
      .filter((service) => isRolling(service) && !rollsBack(service))
      .map((resource) => ({
        resource,
        message: "the service has no deployment circuit breaker with rollback",
        remedy: "set deployment_circuit_breaker { enable = true, rollback = true }",
      })),
};

/** The circuit breaker is of use to rolling deployments only. */
function isRolling({ body }: Resource): boolean {
  const [controller] = objectsOf(body.deployment_controller);
  return controller?.type === undefined || controller.type === "ECS";
}

function rollsBack({ body }: Resource): boolean {
  return objectsOf(body.deployment_circuit_breaker).some(
    ({ enable, rollback }) => enable === true && rollback === true,
  );
}
