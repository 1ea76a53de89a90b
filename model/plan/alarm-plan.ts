import type { PlannedText } from "./planned-text";

/** An alarm as CloudWatch takes it; it tells the environment's topic when it rings and when it is over. */
export interface AlarmPlan {
  /** Stack that makes it; the runtime's, where nothing is said. */
  readonly stack?: "base";
  /** Ids of the constructs: the group of alarms, and the alarm in it. */
  readonly group: string;
  readonly id: string;
  /** Services that must be awake for it: while one of them sleeps, it says nothing true. */
  readonly awake: readonly string[];
  /** It ends a blue/green deployment of these, which is taken back; ECS has to find it before. */
  readonly endsDeployment?: true;
  readonly alarmName: string;
  readonly alarmDescription: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, PlannedText>>;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
  readonly comparisonOperator:
    | "GreaterThanOrEqualToThreshold"
    | "GreaterThanThreshold"
    | "LessThanOrEqualToThreshold"
    | "LessThanThreshold";
  readonly threshold: number;
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: "breaching" | "notBreaching";
}
