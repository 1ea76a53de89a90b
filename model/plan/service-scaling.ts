import type { LoadScalingFacts, ServiceFacts } from "./facts";

/** How many tasks run, and by what the number follows. */
export type ScalingPlan =
  | ({ readonly by: "load" } & LoadScalingFacts)
  | {
      readonly by: "backlog";
      readonly minimumTasks: number;
      readonly maximumTasks: number;
      readonly backlogPerTask: number;
      readonly queueName: string;
      readonly policyNames: { readonly backlog: string; readonly firstTask: string; readonly idle: string };
      readonly alarmNames: BacklogAlarmNames;
    };

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
 * @param prefix first part of the names of policies and alarms
 */
export function planScaling(
  settings: ServiceFacts,
  queueNameOf: (queue: string) => string | undefined,
  prefix: string,
): ScalingPlan | undefined {
  if (settings.kind === "job") return undefined;
  if (settings.kind !== "worker") return { by: "load", ...settings.scaling };
  const { minimumTasks, maximumTasks, backlogPerTask } = settings.scaling;
  const queueName = settings.consumes === undefined ? undefined : queueNameOf(settings.consumes);
  if (queueName === undefined) return { by: "load", minimumTasks, maximumTasks, ...loadAimedAt };
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
