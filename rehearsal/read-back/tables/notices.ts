import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { AlarmPlan } from "../../../model/plan/alarm-plan";
import { isReference } from "../../../model/plan/planned-text";
import type { ScalingPlan } from "../../../model/plan/service-scaling";
import { environmentTag } from "../../../model/tags";
import type { Read, Table } from "../table";
import type { Scope } from "../whose";

const reads = ["alarms", "budgets", "loadBalancers", "queues", "services", "targetGroups", "topics"] as const;
type Readers = Read<typeof reads>;

/** Who is told of what, and what happens by itself. */
export const notices: Table = {
  name: "notices",
  reads,
  expected: expectedNotices,
  found: foundNotices,
};

function expectedNotices({ plan }: Scope): readonly string[] {
  const { alerts, budget, services } = plan;
  const told = [alerts.topic];
  return [
    ...plan.alarms.map((alarm) => alarmRow(expectedAlarm(alarm), told, told)),
    topicRow(alerts.topic, [`email ${alerts.email}`]),
    ...["ACTUAL GREATER_THAN 80 PERCENTAGE", "FORECASTED GREATER_THAN 100 PERCENTAGE"].map((when) =>
      budgetRow(budget.name, `${budget.monthlyUsd} USD MONTHLY of user:${environmentTag}$${plan.name}`, { when, told }),
    ),
    ...services.flatMap(({ name, scaling }) => expectedSteps(name, scaling)),
    ...services.filter(({ kind }) => kind !== "job").map(({ name }) => deploymentRow(name, true)),
    ...plan.capabilities.queues.resources.flatMap(({ queueName, deadLetters, maximumReceives }) => [
      redriveRow(queueName, deadLetters.queueName, maximumReceives),
      redriveSourceRow(deadLetters.queueName, [queueName]),
    ]),
  ];
}

/** A worker without work comes back to its fewest tasks, and one that has none to its first. */
function expectedSteps(service: string, scaling: ScalingPlan | undefined): readonly string[] {
  if (scaling?.by !== "backlog") return [];
  return Object.values(scaling.alarmNames).map((alarm) => stepRow(alarm, [service]));
}

function stepRow(alarm: string, scaled: readonly string[]): string {
  return `${alarm}: changes the number of tasks of ${listed(scaled)}`;
}

interface AlarmWords {
  readonly name: string;
  readonly metric: string;
  readonly of: readonly string[];
  readonly condition: string;
  readonly withoutData: string;
}

function alarmRow(
  { name, metric, of, condition, withoutData }: AlarmWords,
  told: readonly string[],
  over: readonly string[],
) {
  const isSame = told.join() === over.join();
  const whom = isSame ? listed(told) : `${listed(told)}, when it is over ${listed(over)}`;
  return `${name}: ${metric} of ${[...of].sort().join(", ")} ${condition}, without data ${withoutData} -> ${whom}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nobody" : [...names].sort().join(", ");
}

const signs: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: ">=",
  GreaterThanThreshold: ">",
  LessThanOrEqualToThreshold: "<=",
  LessThanThreshold: "<",
};

function conditionText(operator: string, threshold: number, times: number, seconds: number): string {
  return `${signs[operator] ?? operator} ${threshold} for ${times} x ${seconds} s`;
}

function expectedAlarm(alarm: AlarmPlan): AlarmWords {
  return {
    name: alarm.alarmName,
    metric: `${alarm.statistic} ${alarm.metricName}`,
    of: Object.values(alarm.dimensions).map((value) => (isReference(value) ? value.key : value)),
    condition: conditionText(alarm.comparisonOperator, alarm.threshold, alarm.evaluationPeriods, alarm.period),
    withoutData: alarm.treatMissingData,
  };
}

function topicRow(topic: string, subscribers: readonly string[]): string {
  return `topic ${topic} -> ${listed(subscribers)}`;
}

function budgetRow(
  name: string,
  limit: string,
  { when, told }: { readonly when: string; readonly told: readonly string[] },
) {
  return `${name}: ${when.replaceAll("_", " ").toLowerCase()} of ${limit} -> ${listed(told)}`;
}

function deploymentRow(service: string, rollsBack: boolean): string {
  return `${service}: a deployment that fails is ${rollsBack ? "taken back" : "left as it is"}`;
}

function redriveRow(queue: string, deadLetters: string, tries: number): string {
  return `queue ${queue}: a message that ${tries} tries did not do -> queue ${deadLetters}`;
}

function redriveSourceRow(queue: string, sources: readonly string[]): string {
  return `queue ${queue}: takes the dead letters of ${listed(sources)}`;
}

async function foundNotices(account: Readers): Promise<readonly string[]> {
  const nameOf = await namesByArnEnd(account);
  return [
    ...(await account.alarms()).map(({ settings }) => foundAlarm(settings, nameOf)),
    ...(await account.topics()).map(({ name, subscribers }) => topicRow(name, subscribers)),
    ...(await account.budgets()).flatMap(({ name, limit, counts, warnings }) =>
      warnings.map(({ when, told }) =>
        budgetRow(name, `${limit} of ${counts.join(" and ")}`, { when, told: told.map(lastPart) }),
      ),
    ),
    ...(await account.services()).map(({ name, rollsBack }) => deploymentRow(name, rollsBack)),
    ...(await account.queues()).flatMap(({ name, attributes }) => redriveRows(name, attributes)),
  ];
}

function foundAlarm(alarm: MetricAlarm, nameOf: (value: string) => string): string {
  const { AlarmName = "", Statistic, MetricName, Dimensions = [], TreatMissingData = "missing" } = alarm;
  const { ComparisonOperator = "", Threshold = 0, EvaluationPeriods = 0, Period = 0, AlarmActions = [] } = alarm;
  const acting = (arns: readonly string[] = []) => (alarm.ActionsEnabled === false ? [] : arns);
  const scaled = acting(AlarmActions).flatMap(scaledService);
  if (scaled.length > 0 && scaled.length === AlarmActions.length) return stepRow(AlarmName, scaled);
  return alarmRow(
    {
      name: AlarmName,
      metric: `${Statistic} ${MetricName}`,
      of: Dimensions.map(({ Value = "" }) => nameOf(Value)),
      condition: conditionText(ComparisonOperator, Threshold, EvaluationPeriods, Period),
      withoutData: TreatMissingData,
    },
    acting(AlarmActions).map(lastPart),
    acting(alarm.OKActions).map(lastPart),
  );
}

/** The service that a scaling policy is for. */
function scaledService(arn: string): readonly string[] {
  const [, service] = /:scalingPolicy:[^:]+:resource\/ecs\/service\/[^/]+\/([^:]+):policyName\//.exec(arn) ?? [];
  return service === undefined ? [] : [service];
}

function lastPart(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}

/** CloudWatch calls load balancers and target groups by the ends of their ARNs. */
async function namesByArnEnd(account: Readers): Promise<(value: string) => string> {
  const balancers = (await account.loadBalancers()).map(
    ({ arn, name }) => [arn.split(":loadbalancer/").at(-1), name] as const,
  );
  const groups = (await account.targetGroups()).map(({ arn, name }) => [lastPart(arn), name] as const);
  const names = new Map([...balancers, ...groups]);
  return (value) => names.get(value) ?? value;
}

function redriveRows(name: string, { RedrivePolicy, RedriveAllowPolicy }: Readonly<Record<string, string>>) {
  const redrive = parsed(RedrivePolicy);
  const allowed = parsed(RedriveAllowPolicy);
  const sources = Array.isArray(allowed?.sourceQueueArns) ? allowed.sourceQueueArns.map(String).map(lastPart) : [];
  return [
    ...(redrive === undefined
      ? []
      : [redriveRow(name, lastPart(String(redrive.deadLetterTargetArn)), Number(redrive.maxReceiveCount))]),
    ...(allowed === undefined
      ? []
      : [
          redriveSourceRow(
            name,
            allowed.redrivePermission === "byQueue" ? sources : [String(allowed.redrivePermission)],
          ),
        ]),
  ];
}

function parsed(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  return json === undefined ? undefined : JSON.parse(json);
}
