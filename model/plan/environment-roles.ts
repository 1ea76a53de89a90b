import type { EnvironmentPlan } from "./environment-plan";
import type { RolePlan } from "./role-plan";

/** Roles that the environment's own stacks make, all within its task boundary. */
export function rolesOf({ services, flowLogs, schedule: ofEnvironment }: EnvironmentPlan): readonly RolePlan[] {
  return [
    ...services.flatMap(({ role, executionRole, schedule, deployment }) => [
      role,
      executionRole,
      ...(schedule === undefined ? [] : [schedule.role]),
      ...(deployment?.strategy === "blue-green" ? [deployment.role] : []),
    ]),
    ...(flowLogs === undefined ? [] : [flowLogs.role]),
    ...(ofEnvironment === undefined ? [] : [ofEnvironment.role, ofEnvironment.schedulerRole]),
  ];
}
