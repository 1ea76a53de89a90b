import { type HostScalingAlarm, hostScalingAlarms } from "../../../model/host-scaling";
import { isObject, type Json, type JsonObject, listOf } from "../../../model/json";
import type { AlarmPlan } from "../../../model/plan/alarm-plan";
import { isReference, type PlannedText } from "../../../model/plan/planned-text";
import type { BacklogAlarmNames } from "../../../model/plan/service-scaling";
import type { Plans } from "../../arguments/allowed";
import { hostsOf, servicesOf } from "../../arguments/plans";
import type { Rule } from "../../rule";
import { type Resource, referencesIn, resourcesOfType, type Template } from "../../template";

export const alarmAsPlanned: Rule = {
  id: "alarm-as-planned",
  severity: "HIGH",
  title: "Alarms ring when the plan says so, and tell the environment's own topic",
  why: "an alarm that watches another number, rings too late or tells somebody else looks like any other to scanners",
  evaluate: (template, plans) => {
    const planned = new Map([...toldAlarms(plans), ...scalingAlarms(plans)]);
    return resourcesOfType(template, "aws_cloudwatch_metric_alarm").flatMap((resource) => {
      const expected = planned.get(String(resource.body.alarm_name));
      const found = withNames(resource, template);
      return watched
        .filter((name) => expected !== undefined && text(found[name]) !== text(expected[name]))
        .map((name) => ({
          resource,
          message: `${name} is ${text(found[name])}`,
          remedy: `planned is ${text(expected?.[name])}`,
        }));
    });
  },
};

const watched = [
  "alarm_actions",
  "comparison_operator",
  "dimensions",
  "evaluation_periods",
  "insufficient_data_actions",
  "metric_name",
  "namespace",
  "ok_actions",
  "period",
  "statistic",
  "threshold",
  "treat_missing_data",
] as const;

type Watched = Partial<Record<(typeof watched)[number], Json>>;

function toldAlarms(plans: Plans) {
  return plans.flatMap(({ alarms, alerts: { topicArn } }) =>
    alarms.map((alarm) => [alarm.alarmName, told(alarm, topicArn)] as const),
  );
}

function told({ dimensions, ...alarm }: AlarmPlan, topicArn: string): Watched {
  return {
    ...watchedOf(alarm),
    alarm_actions: [topicArn],
    dimensions: Object.fromEntries(Object.entries(dimensions).map(([key, value]) => [key, nameIn(value)])),
    ok_actions: [topicArn],
  };
}

function watchedOf(alarm: Omit<AlarmPlan, "dimensions"> | HostScalingAlarm): Watched {
  return {
    comparison_operator: alarm.comparisonOperator,
    evaluation_periods: alarm.evaluationPeriods,
    metric_name: alarm.metricName,
    namespace: alarm.namespace,
    period: alarm.period,
    statistic: alarm.statistic,
    threshold: alarm.threshold,
    treat_missing_data: alarm.treatMissingData,
  };
}

/** Those that nobody is told of: they change the number of a worker's tasks. */
function scalingAlarms(plans: Plans) {
  return [
    ...servicesOf(plans).flatMap(({ scaling }) => (scaling?.by === "backlog" ? scaled(scaling.alarmNames) : [])),
    ...hostsOf(plans).flatMap(({ names, scaling }) =>
      scaling === undefined ? [] : hostScalingAlarms(names, scaling).map(ofInstances),
    ),
  ];
}

function ofInstances(alarm: HostScalingAlarm): readonly [string, Watched] {
  const { alarmName, dimensions } = alarm;
  return [alarmName, { ...watchedOf(alarm), dimensions: { ...dimensions }, alarm_actions: ["aws_autoscaling_policy"] }];
}

function scaled({ waiting, idle }: BacklogAlarmNames): readonly (readonly [string, Watched])[] {
  const common = { alarm_actions: ["aws_appautoscaling_policy"], threshold: 0, treat_missing_data: "notBreaching" };
  const first = { ...common, comparison_operator: "GreaterThanThreshold", evaluation_periods: 1 };
  const last = { ...common, comparison_operator: "LessThanOrEqualToThreshold", evaluation_periods: 10 };
  return [...(waiting === undefined ? [] : [[waiting, first] as const]), [idle, last]];
}

function nameIn(planned: PlannedText): string {
  return isReference(planned) ? `${planned.type} ${planned.key} ${planned.attribute}` : planned;
}

/** With what it refers to by type and name. */
function withNames({ body }: Resource, template: Template): JsonObject {
  const { dimensions, alarm_actions: actions } = body;
  return {
    ...body,
    ...(isObject(dimensions)
      ? {
          dimensions: Object.fromEntries(
            Object.entries(dimensions).map(([key, value]) => [key, named(value, template)]),
          ),
        }
      : {}),
    ...(actions === undefined ? {} : { alarm_actions: listOf(actions).map(scalingPolicy) }),
  };
}

function named(value: Json, { resources }: Template): Json {
  const [address] = referencesIn(value);
  const found = resources.find((resource) => resource.address === address);
  const attribute = /\.([a-z_]+)\}$/.exec(String(value))?.[1];
  return found === undefined ? value : `${found.type} ${String(found.body.name)} ${attribute}`;
}

function scalingPolicy(action: Json): Json {
  return /^\$\{(aws_(?:app)?autoscaling_policy)\.[\w-]+\.arn\}$/.exec(String(action))?.[1] ?? action;
}

/** The same whatever the order of keys. */
function text(value: Json | undefined): string {
  if (!isObject(value)) return value === undefined || value === null ? "not set" : JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
