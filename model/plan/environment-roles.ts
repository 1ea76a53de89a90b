import type { EnvironmentPlan } from "./environment-plan";
import type { RolePlan } from "./role-plan";

/** Roles that the environment's own stacks make, all within its task boundary. */
export function rolesOf({ services, flowLogs, schedule: ofEnvironment }: EnvironmentPlan): readonly RolePlan[] {
  return [
    ...services.flatMap(({ role, executionRole, schedule, deployment }) => [
      role,
      ...(executionRole === undefined ? [] : [executionRole]),
      ...(schedule === undefined ? [] : [schedule.role]),
      ...(deployment?.strategy === "blue-green" ? [deployment.role] : []),
    ]),
    ...(flowLogs === undefined ? [] : [flowLogs.role]),
    ...(ofEnvironment === undefined ? [] : [ofEnvironment.role, ofEnvironment.schedulerRole]),
  ];
}

interface BoundedRole {
  readonly role: RolePlan;
  readonly boundaryArn: string;
  readonly managedPolicyArns: readonly string[];
}

/** The same, and those of instances. */
export function boundedRolesOf(plan: EnvironmentPlan): readonly BoundedRole[] {
  const boundaryArn = plan.account.arns.taskBoundary(plan.name);
  return [...rolesOf(plan).map((role) => ({ role, boundaryArn, managedPolicyArns: [] })), ...plan.hosts];
}
