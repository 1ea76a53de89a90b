export interface ServiceAlarmFacts {
  readonly clusterName: string;
  readonly serviceName: string;
  /** CloudWatch's names for the load balancer and the target group: the ends of their ARNs. */
  readonly loadBalancerArnSuffix: string;
  readonly targetGroupArnSuffix: string;
}

/** Server errors in five minutes that are worth a look in a small environment. */
const serverErrors = 5;

/** Alarms of one service, as CloudWatch takes them. */
export function serviceAlarms(facts: ServiceAlarmFacts) {
  const name = `${facts.clusterName}-${facts.serviceName}`;
  const loadBalancer = { LoadBalancer: facts.loadBalancerArnSuffix };
  const targetGroup = { ...loadBalancer, TargetGroup: facts.targetGroupArnSuffix };
  const errors = { statistic: "Sum", comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: serverErrors };
  const fiveMinutes = { period: 300, evaluationPeriods: 1 };
  // No requests means no error metric.
  const quietIsFine = { treatMissingData: "notBreaching" };
  return [
    {
      id: "unhealthy-targets",
      alarmName: `${name}-unhealthy-targets`,
      alarmDescription: "A task has failed its health check for three minutes",
      namespace: "AWS/ApplicationELB",
      metricName: "UnHealthyHostCount",
      dimensions: targetGroup,
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 60,
      evaluationPeriods: 3,
      ...quietIsFine,
    },
    {
      id: "target-5xx",
      alarmName: `${name}-target-5xx`,
      alarmDescription: "The service answers with server errors",
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_Target_5XX_Count",
      dimensions: targetGroup,
      ...errors,
      ...fiveMinutes,
      ...quietIsFine,
    },
    {
      id: "load-balancer-5xx",
      alarmName: `${name}-load-balancer-5xx`,
      alarmDescription: "The load balancer itself answers with server errors: no healthy task, or tasks that hang up",
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_ELB_5XX_Count",
      dimensions: loadBalancer,
      ...errors,
      ...fiveMinutes,
      ...quietIsFine,
    },
    {
      id: "no-running-tasks",
      alarmName: `${name}-no-running-tasks`,
      alarmDescription: "No task has run for three minutes",
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      dimensions: { ClusterName: facts.clusterName, ServiceName: facts.serviceName },
      statistic: "Maximum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 60,
      evaluationPeriods: 3,
      treatMissingData: "breaching",
    },
  ] as const;
}
