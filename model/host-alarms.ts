import { groupDimension, hostMetrics } from "./host-metrics";
import type { AlarmPlan } from "./plan/alarm-plan";
import type { HostGroupPlan } from "./plan/host-plan";

/** Percent of CPU on average that the group has no answer to. */
const busyPercent = 90;
const fullPercent = 90;

type Watched = Pick<AlarmPlan, "id" | "alarmDescription" | "namespace" | "metricName" | "threshold"> &
  Partial<AlarmPlan>;

/** Alarms of a group of instances, beside those of its services' entrance. */
export function hostAlarms(group: HostGroupPlan, namePrefix: string): readonly AlarmPlan[] {
  const { name, names, services, metricsNamespace } = group;
  const watched: readonly Watched[] = [
    {
      id: "cpu",
      alarmDescription: "The instances have been busy for fifteen minutes, and no further one has helped",
      namespace: "AWS/EC2",
      metricName: "CPUUtilization",
      statistic: "Average",
      threshold: busyPercent,
      evaluationPeriods: 3,
    },
    {
      id: "memory",
      alarmDescription: "An instance has nearly no memory left: its containers will be killed",
      namespace: metricsNamespace,
      metricName: hostMetrics.usedMemory,
      threshold: fullPercent,
    },
    {
      id: "disk",
      alarmDescription: "A volume of an instance is nearly full: images and logs no longer fit",
      namespace: metricsNamespace,
      metricName: hostMetrics.usedDisk,
      threshold: fullPercent,
    },
  ];
  return watched.map((alarm) => ({
    group: `${name}-instance-alarms`,
    awake: services.map((service) => service.name),
    alarmName: `${namePrefix}-${name}-instance-${alarm.id}`,
    dimensions: { [groupDimension]: names.autoscalingGroup },
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    period: 300,
    evaluationPeriods: 1,
    // Silence of the agent is what most needs telling.
    treatMissingData: "breaching",
    ...alarm,
  }));
}
