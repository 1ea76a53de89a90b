import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AlarmPlan } from "../../model/plan/alarm-plan";

export interface AlarmGroupProps {
  readonly alarms: readonly (Omit<AlarmPlan, "dimensions" | "stack" | "group" | "awake" | "endsDeployment"> & {
    readonly dimensions: Readonly<Record<string, string>>;
    /** Whether a schedule silences it for the night, and Terraform lets it. */
    readonly isSilencedBySchedule: boolean;
  })[];
  readonly topicArn: string;
  /** Services that are steady before: while the first tasks start, none runs, and nobody is to be told. */
  readonly after: readonly ITerraformDependable[];
}

/** Alarms that belong together; each tells the topic when it rings and when it is over. About 0.10 USD a month each. */
export class AlarmGroup extends Construct {
  /** @returns the alarms, for who has to find them */
  add({ alarms, topicArn, after }: AlarmGroupProps): readonly ITerraformDependable[] {
    return alarms.map(
      ({ id, dimensions, isSilencedBySchedule, ...alarm }) =>
        new CloudwatchMetricAlarm(this, id, {
          ...alarm,
          dimensions: { ...dimensions },
          alarmActions: [topicArn],
          okActions: [topicArn],
          dependsOn: [...after],
          ...(isSilencedBySchedule ? { lifecycle: { ignoreChanges: ["actions_enabled"] } } : {}),
        }),
    );
  }
}
