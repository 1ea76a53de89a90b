import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";

export interface AlarmClients {
  readonly alarms: CloudWatchClient;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Tasks start in a minute or two, and CloudWatch hears of them some minutes later. */
const patienceMilliseconds = 8 * 60_000;
const pollMilliseconds = 15_000;

/** From now on the alarms tell nobody. Those that are not there were torn down. */
export async function silence(clients: AlarmClients, names: readonly string[]): Promise<void> {
  const telling = (await found(clients, names)).filter(({ ActionsEnabled }) => ActionsEnabled !== false);
  for (const AlarmNames of hundreds(namesOf(telling))) {
    await clients.alarms.send(new DisableAlarmActionsCommand({ AlarmNames }));
  }
}

/**
 * The alarms tell again, once what woke is well: before that, each would tell that it is over.
 *
 * @throws Error where one still rings after eight minutes, as the environment did not wake then
 */
export async function unsilence(clients: AlarmClients, names: readonly string[]): Promise<void> {
  for (let waited = 0; ; waited += pollMilliseconds) {
    const silent = (await found(clients, names)).filter(({ ActionsEnabled }) => ActionsEnabled === false);
    const ringing = silent.filter(({ StateValue }) => StateValue === "ALARM");
    const well = silent.filter((alarm) => !ringing.includes(alarm));
    for (const AlarmNames of hundreds(namesOf(well))) {
      await clients.alarms.send(new EnableAlarmActionsCommand({ AlarmNames }));
    }
    if (ringing.length === 0) return;
    if (waited >= patienceMilliseconds) {
      throw new Error(
        `awake for ${patienceMilliseconds / 60_000} minutes, and still rings: ${namesOf(ringing).join(", ")}`,
      );
    }
    await clients.sleep(pollMilliseconds);
  }
}

async function found({ alarms }: AlarmClients, names: readonly string[]): Promise<readonly MetricAlarm[]> {
  const answers = await Promise.all(
    hundreds(names).map((AlarmNames) => alarms.send(new DescribeAlarmsCommand({ AlarmNames, MaxRecords: 100 }))),
  );
  return answers.flatMap(({ MetricAlarms = [] }) => MetricAlarms);
}

/** CloudWatch takes a hundred names at a time. */
function hundreds(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / 100) }, (_, index) =>
    names.slice(index * 100, (index + 1) * 100),
  );
}

function namesOf(alarms: readonly MetricAlarm[]): string[] {
  return alarms.flatMap(({ AlarmName }) => AlarmName ?? []);
}
