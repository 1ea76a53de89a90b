import type { LoadScalingFacts, ServiceFacts } from "./facts";
import { arnSuffixReference, type PlannedText } from "./planned-text";

/** How many tasks run, and by what the number follows. */
export type ScalingPlan =
  | {
      readonly by: "load";
      readonly minimumTasks: number;
      readonly maximumTasks: number;
      /** None where the number is always the same: they would never act, and each is billed for two alarms. */
      readonly policies: readonly LoadPolicyPlan[];
    }
  | {
      readonly by: "backlog";
      readonly minimumTasks: number;
      readonly maximumTasks: number;
      readonly backlogPerTask: number;
      readonly queueName: string;
      readonly policyNames: { readonly backlog: string; readonly firstTask: string; readonly idle: string };
      readonly alarmNames: BacklogAlarmNames;
    };

interface LoadPolicyPlan {
  readonly id: "cpu" | "memory" | "requests";
  readonly metric: `ECSServiceAverage${"CPU" | "Memory"}Utilization` | "ALBRequestCountPerTarget";
  readonly aimedAt: number;
  /** Ends of the ARNs of the load balancer and of the target group whose requests are counted. */
  readonly countedAt: readonly PlannedText[];
}

/** What counts the requests to a service. */
export interface EntranceOfService {
  readonly loadBalancer: string;
  readonly targetGroup: string;
}

/** Who starts the first task of a service that may have none, and who ends the last that have nothing to do. */
export interface BacklogAlarmNames {
  readonly waiting?: string;
  readonly idle: string;
}

/** What a worker without a queue aims at, as a service of the web does by default. */
const loadAimedAt = { cpuPercent: 60, memoryPercent: 75 } as const;

/**
 * Nothing for a job: a schedule or a person starts each of its tasks.
 *
 * @param where first part of the names of policies and alarms, and what counts requests of kind web
 */
export function planScaling(
  settings: ServiceFacts,
  queueNameOf: (queue: string) => string | undefined,
  { prefix, entrance }: { readonly prefix: string; readonly entrance: EntranceOfService },
): ScalingPlan | undefined {
  if (settings.kind === "job") return undefined;
  const { minimumTasks, maximumTasks } = settings.scaling;
  const byLoad = { by: "load", minimumTasks, maximumTasks } as const;
  if (minimumTasks === maximumTasks) return { ...byLoad, policies: [] };
  if (settings.kind !== "worker") return { ...byLoad, policies: loadPolicies(settings.scaling, entrance) };
  const { backlogPerTask } = settings.scaling;
  const queueName = settings.consumes === undefined ? undefined : queueNameOf(settings.consumes);
  if (queueName === undefined) return { ...byLoad, policies: loadPolicies(loadAimedAt, entrance) };
  return {
    by: "backlog",
    minimumTasks,
    maximumTasks,
    backlogPerTask,
    queueName,
    policyNames: { backlog: `${prefix}-backlog`, firstTask: `${prefix}-first-task`, idle: `${prefix}-idle` },
    alarmNames: { ...(minimumTasks === 0 ? { waiting: `${prefix}-waiting` } : {}), idle: `${prefix}-idle` },
  };
}

function loadPolicies(
  { cpuPercent, memoryPercent, requestsPerTarget }: Omit<LoadScalingFacts, "minimumTasks" | "maximumTasks">,
  { loadBalancer, targetGroup }: EntranceOfService,
): readonly LoadPolicyPlan[] {
  const countedAt = [
    arnSuffixReference("aws_lb", loadBalancer),
    arnSuffixReference("aws_lb_target_group", targetGroup),
  ];
  return [
    { id: "cpu", metric: "ECSServiceAverageCPUUtilization", aimedAt: cpuPercent, countedAt: [] },
    { id: "memory", metric: "ECSServiceAverageMemoryUtilization", aimedAt: memoryPercent, countedAt: [] },
    ...(requestsPerTarget === undefined
      ? []
      : [{ id: "requests", metric: "ALBRequestCountPerTarget", aimedAt: requestsPerTarget, countedAt } as const]),
  ];
}
