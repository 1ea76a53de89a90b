import { ListTagsForResourceCommand, type SSMClient } from "@aws-sdk/client-ssm";
import type { Temporal } from "temporal-polyfill";
import { overrideEnd } from "../model/schedule/override";
import { type ScheduledState, wantedState } from "../model/schedule/scheduled-state";
import { type AlarmClients, silence, unsilence } from "./alarms";
import { type Change, changesTo } from "./changes";
import { changeService, findService, type ServiceClients } from "./services";
import type { ScheduledService, Settings } from "./settings";

export interface ScheduleClients extends ServiceClients, AlarmClients {
  readonly parameters: SSMClient;
}

export interface Reconciled {
  readonly wanted: ScheduledState;
  /** The tag as it is; without effect once its time has passed. */
  readonly override: string | undefined;
  readonly services: readonly Brought[];
}

interface Brought {
  readonly name: string;
  readonly changes: readonly Change[] | "not there";
}

/**
 * Brings an environment to what its schedule says now. Called late, twice or after a failure it does no harm: it asks the clock,
 * never who called. A service that fails keeps no other one from being tried. Alarms that need the services awake are silent before
 * the first task ends, and tell again once what woke is well.
 *
 * @throws Error that names the services that failed, so that who called tries again, and of an override that names no time, so
 * that somebody is told: a person's wish to keep it running is not passed over
 */
export async function reconcile(
  settings: Settings,
  clients: ScheduleClients,
  now: Temporal.Instant,
): Promise<Reconciled> {
  const override = await overrideTag(settings, clients);
  const overriddenUntil = overrideEnd(override);
  const wanted = wantedState(settings.schedule, now, overriddenUntil);
  if (wanted !== "awake" && override !== undefined && overriddenUntil === undefined) throw unreadable(settings);
  if (wanted !== "awake") await silence(clients, settings.alarms);
  const ended = await Promise.allSettled(
    settings.services.map((service) => bring(service, wanted, settings.cluster, clients)),
  );
  const failures = ended.flatMap((end) => (end.status === "rejected" ? [end.reason.message] : []));
  if (failures.length > 0) {
    throw new Error(`${failures.length} of ${ended.length} services may not be ${wanted}: ${failures.join("; ")}`);
  }
  if (wanted === "awake") await unsilence(clients, settings.alarms);
  return { wanted, override, services: ended.flatMap((end) => (end.status === "fulfilled" ? [end.value] : [])) };
}

function unreadable({ overrideParameter, schedule: { override } }: Settings): Error {
  return new Error(
    `the tag ${override.tag} of ${overrideParameter} is not a time with its offset from UTC; nothing is put to sleep until it is, or is gone`,
  );
}

async function bring(
  { name, minimumTasks }: ScheduledService,
  wanted: ScheduledState,
  cluster: string,
  clients: ScheduleClients,
): Promise<Brought> {
  try {
    const found = await findService(clients, { cluster, name });
    if (found === undefined) return { name, changes: "not there" };
    const changes = changesTo(wanted, found, minimumTasks);
    for (const change of changes) await changeService(clients, { cluster, name }, change);
    return { name, changes };
  } catch (cause) {
    throw new Error(`${name}: ${cause}`, { cause });
  }
}

async function overrideTag(
  { overrideParameter, schedule }: Settings,
  { parameters }: ScheduleClients,
): Promise<string | undefined> {
  const asked = new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: overrideParameter });
  const { TagList = [] } = await parameters.send(asked);
  return TagList.find(({ Key }) => Key === schedule.override.tag)?.Value;
}
