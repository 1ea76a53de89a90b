import type { ITerraformDependable } from "cdktf";
import { AlarmGroup } from "../constructs/cloudwatch/alarm-group";
import type { AlarmPlan } from "../model/plan/alarm-plan";
import type { AwsStack } from "./aws-stack";
import type { References } from "./references";

/** The alarms of the plan that one stack makes. */
export class PlannedAlarms {
  private readonly groups = new Map<string, AlarmGroup>();

  constructor(
    private readonly stack: AwsStack,
    private readonly references: References,
    private readonly topicArn: string,
    /** Whether a schedule puts services to sleep. */
    private readonly isScheduled: boolean,
  ) {}

  /** @param after what is steady before they are made */
  add(alarms: readonly AlarmPlan[], after: readonly ITerraformDependable[]): readonly ITerraformDependable[] {
    return [...new Set(alarms.map(({ group }) => group))].flatMap((group) => {
      const alarmGroup = this.groups.get(group) ?? new AlarmGroup(this.stack, group);
      this.groups.set(group, alarmGroup);
      return alarmGroup.add({
        alarms: alarms
          .filter((alarm) => alarm.group === group)
          .map(({ stack: _stack, group: _group, awake, endsDeployment: _ends, dimensions, ...alarm }) => ({
            ...alarm,
            dimensions: this.references.texts(dimensions),
            isSilencedBySchedule: this.isScheduled && awake.length > 0,
          })),
        topicArn: this.topicArn,
        after,
      });
    });
  }
}
