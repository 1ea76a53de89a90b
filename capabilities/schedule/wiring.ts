import type { Construct } from "constructs";
import { ServiceRole } from "../../constructs/iam/service-role";
import { ArchivedFunction } from "../../constructs/lambda/archived-function";
import { EncryptedLogGroup } from "../../constructs/logs/encrypted-log-group";
import { FunctionSchedules } from "../../constructs/scheduler/function-schedules";
import { DeadLetterQueue } from "../../constructs/sqs/dead-letter-queue";
import { OverrideParameter } from "../../constructs/ssm/override-parameter";
import type { DesignReason } from "../../model/design";
import type { FunctionArchive } from "../../model/plan/function-archive";
import type { EnvironmentSchedulePlan } from "./plan";

export interface ScheduleParts {
  readonly kmsKeyArn: string;
  readonly boundaryArn: string;
  /** Called where there is a schedule alone: building it takes a second. */
  readonly functionArchive: () => FunctionArchive;
}

/** Of the function's role. */
const writesAnyStream: DesignReason = {
  rules: ["aws-iam-no-policy-wildcards"],
  because: "Lambda makes up the names of log streams, and AWS the ids of scalable targets",
  compensatedBy: "one log group, and the tag of the environment",
};

/** Longer than it waits for alarms of what woke, and for slow answers; Lambda's own clock ends at 900. */
const timeoutSeconds = 600;
const memoryMiB = 256;

/** The schedule outlives what it stops, as it is to start it again. */
export function wireSchedule(base: Construct, plans: readonly EnvironmentSchedulePlan[], parts: ScheduleParts): void {
  for (const plan of plans) {
    const { facts, parameter, deadLetters, logGroup } = plan;
    new OverrideParameter(base, "schedule-override", parameter);
    const queue = new DeadLetterQueue(base, "schedule-dead-letters", {
      name: deadLetters.queueName,
      retentionSeconds: deadLetters.retentionSeconds,
      statements: plan.policies.flatMap(({ statements }) => statements),
    });
    const logs = new EncryptedLogGroup(base, "schedule-logs", { ...logGroup, kmsKeyArn: parts.kmsKeyArn });
    const role = new ServiceRole(base, "schedule-role", {
      ...plan.role,
      boundaryArn: parts.boundaryArn,
      reason: writesAnyStream,
    });
    const called = new ArchivedFunction(base, "schedule-function", {
      name: plan.functionName,
      description: "Starts and stops the environment's services by its schedule",
      archive: parts.functionArchive(),
      roleArn: role.arn,
      logGroup: logs.name,
      variables: plan.variables,
      deadLetterQueueArn: queue.arn,
      timeoutSeconds,
      memoryMiB,
      startsAfter: [role.attachedPolicy],
    });
    const caller = new ServiceRole(base, "schedule-caller", { ...plan.schedulerRole, boundaryArn: parts.boundaryArn });
    new FunctionSchedules(base, "schedule", {
      group: plan.group,
      triggers: plan.triggers,
      timezone: facts.timezone,
      functionArn: called.arn,
      roleArn: caller.arn,
      deadLetterQueueArn: queue.arn,
      startsAfter: [caller.attachedPolicy],
    });
  }
}
