import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { backlogMetrics, type MetricQuery } from "../../model/backlog-metrics";

export interface BacklogAutoscalingProps {
  readonly clusterName: string;
  /** Reference to the service: AWS refuses a target that does not exist yet. */
  readonly serviceName: string;
  /** First part of the names of alarms and policies. */
  readonly namePrefix: string;
  readonly queueName: string;
  readonly minimumTasks: number;
  readonly maximumTasks: number;
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
    const target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${props.clusterName}/${props.serviceName}`,
      minCapacity: props.minimumTasks,
      maxCapacity: props.maximumTasks,
    });
    const metrics = backlogMetrics(props);
    const common = {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
    };
    const name = (end: string) => `${props.namePrefix}-${props.serviceName}-${end}`;
    new AppautoscalingPolicy(this, "backlog-policy", {
      ...common,
      name: name("backlog"),
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        customizedMetricSpecification: { metrics: metrics.backlogPerTask.map(customMetric) },
        targetValue: props.backlogPerTask,
        disableScaleIn: true,
        scaleOutCooldown: scaleOutCooldownSeconds,
      },
    });
    const exactly = (end: string, tasks: number, bound: "metricIntervalLowerBound" | "metricIntervalUpperBound") =>
      new AppautoscalingPolicy(this, `${end}-policy`, {
        ...common,
        name: name(end),
        policyType: "StepScaling",
        stepScalingPolicyConfiguration: {
          adjustmentType: "ExactCapacity",
          metricAggregationType: "Maximum",
          cooldown: scaleOutCooldownSeconds,
          stepAdjustment: [{ scalingAdjustment: tasks, [bound]: "0" }],
        },
      });
    if (props.minimumTasks === 0) {
      const start = exactly("first-task", 1, "metricIntervalLowerBound");
      new CloudwatchMetricAlarm(this, "waiting-alarm", {
        alarmName: name("waiting"),
        alarmDescription: "A message waits and no task runs: starts the first one",
        metricQuery: metrics.waitingWithoutTask.map(alarmMetric),
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
        alarmActions: [start.arn],
      });
    }
    const rest = exactly("idle", props.minimumTasks, "metricIntervalUpperBound");
    new CloudwatchMetricAlarm(this, "idle-alarm", {
      alarmName: name("idle"),
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
