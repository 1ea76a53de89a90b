import type { HostGroupPlan, HostScalingPlan } from "./plan/host-plan";

/** An alarm that changes the number of instances, and tells nobody. */
export interface HostScalingAlarm {
  readonly id: "out" | "in";
  readonly scalingAdjustment: 1 | -1;
  readonly alarmName: string;
  readonly alarmDescription: string;
  readonly namespace: "AWS/EC2";
  readonly metricName: "CPUUtilization";
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Average";
  readonly comparisonOperator: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: "notBreaching";
}

type Names = Pick<HostGroupPlan["names"], "scaleOut" | "scaleIn" | "autoscalingGroup">;

/** Out while all instances together are busy, in while they idle. */
export function hostScalingAlarms(names: Names, scaling: HostScalingPlan): readonly HostScalingAlarm[] {
  const common = {
    namespace: "AWS/EC2",
    metricName: "CPUUtilization",
    dimensions: { AutoScalingGroupName: names.autoscalingGroup },
    statistic: "Average",
    period: 60,
    treatMissingData: "notBreaching",
  } as const;
  return [
    {
      ...common,
      id: "out",
      scalingAdjustment: 1,
      alarmName: names.scaleOut,
      alarmDescription: "The instances' CPUs are busy: starts one more",
      comparisonOperator: "GreaterThanThreshold",
      threshold: scaling.scaleOutPercent,
      evaluationPeriods: scaling.scaleOutMinutes,
    },
    {
      ...common,
      id: "in",
      scalingAdjustment: -1,
      alarmName: names.scaleIn,
      alarmDescription: "The instances' CPUs idle: ends one",
      comparisonOperator: "LessThanThreshold",
      threshold: scaling.scaleInPercent,
      evaluationPeriods: scaling.scaleInMinutes,
    },
  ];
}
