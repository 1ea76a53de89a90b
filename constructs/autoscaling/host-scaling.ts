import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { type HostScalingAlarm, hostScalingAlarms } from "../../model/host-scaling";
import type { HostGroupPlan } from "../../model/plan/host-plan";

export interface HostScalingProps {
  readonly groupName: string;
  readonly scaling: NonNullable<HostGroupPlan["scaling"]>;
  /** Of policy and alarm alike. */
  readonly names: Pick<HostGroupPlan["names"], "scaleOut" | "scaleIn" | "autoscalingGroup">;
}

/** One instance more while CPUs are busy, one less while they idle: 0.10 USD a month for each of two alarms. */
export class HostScaling extends Construct {
  constructor(scope: Construct, id: string, { groupName, scaling, names }: HostScalingProps) {
    super(scope, id);
    for (const { id: alarmId, scalingAdjustment, ...alarm } of hostScalingAlarms(names, scaling)) {
      const { arn } = new AutoscalingPolicy(this, `${alarmId}-policy`, {
        name: alarm.alarmName,
        autoscalingGroupName: groupName,
        policyType: "SimpleScaling",
        adjustmentType: "ChangeInCapacity",
        scalingAdjustment,
        cooldown: scaling.cooldownSeconds,
      });
      new CloudwatchMetricAlarm(this, `${alarmId}-alarm`, { ...withoutReadonly(alarm), alarmActions: [arn] });
    }
  }
}

function withoutReadonly({ dimensions, ...alarm }: Omit<HostScalingAlarm, "id" | "scalingAdjustment">) {
  return { ...alarm, dimensions: { ...dimensions } };
}
