import { secondOf } from "./naming";
import type { AlarmPlan } from "./plan/alarm-plan";
import type { PlannedText } from "./plan/planned-text";

export interface ServiceAlarmFacts {
  /** First part of the alarms' names. */
  readonly namePrefix: string;
  /** Absent where no cluster counts its tasks. */
  readonly clusterName: string | undefined;
  readonly serviceName: string;
  /** Whether at least one task is to run at any time. */
  readonly alwaysRuns: boolean;
  /** CloudWatch's names for load balancer and target group, the ends of their ARNs; absent where nobody calls from outside. */
  readonly entrance?: {
    readonly loadBalancerArnSuffix: PlannedText;
    /** One, or both of a blue/green service, whose alarms end its deployments. */
    readonly targetGroupArnSuffixes: readonly PlannedText[];
    /** Whether it gets what no route names: the load balancer's own errors are told with it. */
    readonly isDefault: boolean;
  };
}

/** Server errors in five minutes that are worth a look in a small environment. */
const serverErrors = 5;

type Alarm = Omit<AlarmPlan, "group" | "awake" | "alarmName">;

const errors = {
  namespace: "AWS/ApplicationELB",
  statistic: "Sum",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: serverErrors,
  period: 300,
  evaluationPeriods: 1,
  // No requests means no error metric.
  treatMissingData: "notBreaching",
} as const;

/** Alarms of one service. */
export function serviceAlarms(facts: ServiceAlarmFacts): readonly AlarmPlan[] {
  const { namePrefix, clusterName, serviceName, entrance } = facts;
  const alarms = [
    ...(entrance === undefined ? [] : entranceAlarms(entrance)),
    ...(facts.alwaysRuns && clusterName !== undefined ? [noRunningTasks(clusterName, serviceName)] : []),
  ];
  return alarms.map((alarm) => ({
    group: `${serviceName}-alarms`,
    awake: [serviceName],
    alarmName: `${namePrefix}-${serviceName}-${alarm.id}`,
    ...alarm,
  }));
}

function entranceAlarms({
  loadBalancerArnSuffix,
  targetGroupArnSuffixes,
  isDefault,
}: NonNullable<ServiceAlarmFacts["entrance"]>): readonly Alarm[] {
  const loadBalancer = { LoadBalancer: loadBalancerArnSuffix };
  const alarms = targetGroupArnSuffixes.map((suffix) => targetGroupAlarms({ ...loadBalancer, TargetGroup: suffix }));
  const [first = [], second] = alarms;
  return [
    ...(second === undefined
      ? first
      : [...first, ...second.map((alarm) => ({ ...alarm, id: secondOf(alarm.id) }))].map((alarm) => ({
          ...alarm,
          endsDeployment: true as const,
        }))),
    ...(isDefault
      ? [
          {
            ...errors,
            id: "load-balancer-5xx",
            alarmDescription:
              "The load balancer itself answers with server errors: no healthy task, or tasks that hang up",
            metricName: "HTTPCode_ELB_5XX_Count",
            dimensions: loadBalancer,
          },
        ]
      : []),
  ];
}

function targetGroupAlarms(dimensions: Alarm["dimensions"]): readonly Alarm[] {
  return [
    {
      id: "unhealthy-targets",
      alarmDescription: "A task has failed its health check for three minutes",
      namespace: "AWS/ApplicationELB",
      metricName: "UnHealthyHostCount",
      dimensions,
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 60,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
    },
    {
      ...errors,
      id: "target-5xx",
      alarmDescription: "The service answers with server errors",
      metricName: "HTTPCode_Target_5XX_Count",
      dimensions,
    },
  ];
}

function noRunningTasks(clusterName: string, serviceName: string): Alarm {
  return {
    id: "no-running-tasks",
    alarmDescription: "No task has run for three minutes",
    namespace: "ECS/ContainerInsights",
    metricName: "RunningTaskCount",
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    statistic: "Maximum",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    period: 60,
    evaluationPeriods: 3,
    treatMissingData: "breaching",
  };
}
