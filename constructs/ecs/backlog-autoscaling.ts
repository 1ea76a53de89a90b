import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { backlogMetrics, type MetricQuery } from "../../model/backlog-metrics";
import type { BacklogAlarmNames } from "../../model/plan/service-scaling";
import { type ScalableService, scalableService } from "./scalable-service";

export interface BacklogAutoscalingProps extends ScalableService {
  readonly policyNames: { readonly backlog: string; readonly firstTask: string; readonly idle: string };
  readonly alarmNames: BacklogAlarmNames;
  readonly queueName: string;
  /** Messages waiting for each task. */
  readonly backlogPerTask: number;
}

/** After a step the number of waiting messages takes a while to follow. */
const scaleOutCooldownSeconds = 60;

/**
 * Follows the length of a queue: more tasks while each has more waiting messages than it should, the first one as soon as a
 * message waits, and back to the minimum only once nothing waits and nobody works, so that no task is ended at work.
 */
export class BacklogAutoscaling extends Construct {
  constructor(scope: Construct, id: string, props: BacklogAutoscalingProps) {
    super(scope, id);
    const { policyNames, alarmNames } = props;
    const target = scalableService(this, props);
    const metrics = backlogMetrics(props);
    new AppautoscalingPolicy(this, "backlog-policy", {
      ...target,
      name: policyNames.backlog,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        customizedMetricSpecification: { metrics: metrics.backlogPerTask.map(customMetric) },
        targetValue: props.backlogPerTask,
        disableScaleIn: true,
        scaleOutCooldown: scaleOutCooldownSeconds,
      },
    });
    const exactly = (
      id: string,
      name: string,
      tasks: number,
      bound: "metricIntervalLowerBound" | "metricIntervalUpperBound",
    ) =>
      new AppautoscalingPolicy(this, id, {
        ...target,
        name,
        policyType: "StepScaling",
        stepScalingPolicyConfiguration: {
          adjustmentType: "ExactCapacity",
          metricAggregationType: "Maximum",
          cooldown: scaleOutCooldownSeconds,
          stepAdjustment: [{ scalingAdjustment: tasks, [bound]: "0" }],
        },
      });
    if (alarmNames.waiting !== undefined) {
      const start = exactly("first-task-policy", policyNames.firstTask, 1, "metricIntervalLowerBound");
      new CloudwatchMetricAlarm(this, "waiting-alarm", {
        alarmName: alarmNames.waiting,
        alarmDescription: "A message waits and no task runs: starts the first one",
        metricQuery: metrics.waitingWithoutTask.map(alarmMetric),
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
        alarmActions: [start.arn],
      });
    }
    const rest = exactly("idle-policy", policyNames.idle, props.minimumTasks, "metricIntervalUpperBound");
    new CloudwatchMetricAlarm(this, "idle-alarm", {
      alarmName: alarmNames.idle,
      alarmDescription: "No message has waited and none was worked on for ten minutes: back to the fewest tasks",
      metricQuery: metrics.unfinished.map(alarmMetric),
      comparisonOperator: "LessThanOrEqualToThreshold",
      threshold: 0,
      evaluationPeriods: 10,
      treatMissingData: "notBreaching",
      alarmActions: [rest.arn],
    });
  }
}

function answer({ id, expression, isResult }: MetricQuery) {
  return { id, returnData: isResult, ...(expression === undefined ? {} : { expression }) };
}

function customMetric(query: MetricQuery) {
  const { metric } = query;
  return {
    ...answer(query),
    ...(metric === undefined
      ? {}
      : {
          metricStat: {
            stat: metric.statistic,
            metric: {
              namespace: metric.namespace,
              metricName: metric.metricName,
              dimensions: Object.entries(metric.dimensions).map(([name, value]) => ({ name, value })),
            },
          },
        }),
  };
}

function alarmMetric(query: MetricQuery) {
  const { metric } = query;
  return {
    ...answer(query),
    ...(metric === undefined
      ? {}
      : {
          metric: {
            namespace: metric.namespace,
            metricName: metric.metricName,
            dimensions: { ...metric.dimensions },
            period: 60,
            stat: metric.statistic,
          },
        }),
  };
}
