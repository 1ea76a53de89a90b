import { paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { allOf } from "../../delivery/aws/all-of";
import { topicArn } from "../../model/arn";
import { serviceAlarms } from "../../model/service-alarms";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type AlarmFacts = {
  readonly metric: string;
  readonly dimensions: readonly string[];
  readonly condition: string;
  readonly "without data": string;
  readonly "tells when it alarms": readonly string[];
  readonly "tells when it is over": readonly string[];
};

/** Metric alarms but for those that autoscaling makes itself, and whom they tell. */
export const alarms: Area = { subject: "alarms", expected: expectedAlarms, found: foundAlarms };

function expectedAlarms({ names, service, environment }: Intent): readonly string[] {
  const topic = topicArn(environment.account, names.alertsTopic);
  const all = serviceAlarms({
    clusterName: names.cluster,
    serviceName: service.names.service,
    loadBalancerArnSuffix: labels.loadBalancer(names.loadBalancer),
    targetGroupArnSuffix: labels.targetGroup(service.names.targetGroup),
  });
  return all.flatMap((alarm) =>
    alarmSentences(alarm.alarmName, {
      metric: `${alarm.statistic} of ${alarm.namespace} ${alarm.metricName}`,
      dimensions: Object.entries(alarm.dimensions).map(([name, value]) => `${name} ${value}`),
      condition: `${alarm.comparisonOperator} ${alarm.threshold} in ${alarm.evaluationPeriods} times ${alarm.period} s`,
      "without data": alarm.treatMissingData,
      "tells when it alarms": [topic],
      "tells when it is over": [topic],
    }),
  );
}

async function foundAlarms({ clients: { metrics: client }, label }: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateDescribeAlarms({ client }, {}), ({ MetricAlarms }) => MetricAlarms);
  const own = all.filter(({ AlarmName }) => !AlarmName?.startsWith("TargetTracking-"));
  return own.flatMap((alarm) =>
    alarmSentences(alarm.AlarmName, {
      metric: `${alarm.Statistic} of ${alarm.Namespace} ${alarm.MetricName}`,
      dimensions: (alarm.Dimensions ?? []).map(({ Name, Value }) => `${Name} ${label(Value)}`),
      condition: `${alarm.ComparisonOperator} ${alarm.Threshold} in ${alarm.EvaluationPeriods} times ${alarm.Period} s`,
      "without data": alarm.TreatMissingData ?? "missing",
      "tells when it alarms": alarm.ActionsEnabled === false ? [] : (alarm.AlarmActions ?? []),
      "tells when it is over": alarm.ActionsEnabled === false ? [] : (alarm.OKActions ?? []),
    }),
  );
}

function alarmSentences(name: string | undefined, facts: AlarmFacts): readonly string[] {
  return sentences(`alarm ${name}`, facts);
}
