import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import type { PlannedStatement } from "../../../model/plan/planned-text";

export interface PromisedRole {
  readonly name: string;
  /** Policy document of who may assume it. */
  readonly trust: string;
  readonly boundary: string;
  readonly statements: readonly PlannedStatement[];
}

/** Roles that the environment's own stacks make. */
export function environmentRoles(plan: EnvironmentPlan): readonly PromisedRole[] {
  const { account, services, flowLogs, logGroups } = plan;
  const boundary = account.names.taskBoundary(plan.name);
  const roles = services.flatMap(({ role, executionRole, schedule }) => [
    role,
    executionRole,
    ...(schedule === undefined ? [] : [schedule.role]),
  ]);
  const flowLogGroup = logGroups.find(({ name }) => name === flowLogs?.logGroup);
  return [
    ...roles.map(({ name, trustPolicy: trust, statements }) => ({ name, trust, boundary, statements })),
    ...(flowLogs === undefined || flowLogGroup === undefined
      ? []
      : [
          {
            name: flowLogs.role.name,
            trust: flowLogs.role.trustPolicy,
            boundary,
            statements: flowLogStatements(flowLogGroup.arn),
          },
        ]),
  ];
}

function flowLogStatements(group: string): readonly PlannedStatement[] {
  return [
    {
      sid: "Write",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      // A stream is named after a network interface: eni-, 17 digits, and the kind of traffic.
      resources: [`${group}:log-stream:eni-${"?".repeat(17)}-reject`],
    },
    {
      sid: "Find",
      actions: ["logs:DescribeLogGroups", "logs:DescribeLogStreams"],
      resources: [group, `${group}:log-stream:`],
    },
  ];
}
