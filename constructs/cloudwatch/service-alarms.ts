import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { type ServiceAlarmFacts, serviceAlarms } from "../../model/service-alarms";

export interface ServiceAlarmsProps extends ServiceAlarmFacts {
  readonly topicArn: string;
}

/** Tells about unhealthy targets, server errors and a service without tasks: about 0.10 USD a month each. */
export class ServiceAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    for (const { id: alarmId, ...alarm } of serviceAlarms(props)) {
      new CloudwatchMetricAlarm(this, alarmId, {
        ...alarm,
        dimensions: { ...alarm.dimensions },
        alarmActions: [props.topicArn],
        okActions: [props.topicArn],
      });
    }
  }
}
