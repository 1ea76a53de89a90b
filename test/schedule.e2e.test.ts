import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { unzipSync } from "fflate";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { keepRunning, overrideClients, wishOf } from "../delivery/schedule/keep-running";
import { planEnvironment } from "../model/plan/environment-plan";
import { type EmulatorClientSettings, emulatorClient } from "../rehearsal/aws-client";
import { startEmulator } from "../rehearsal/emulator";
import { scheduleArchive } from "../running/function-archive";
import { Shutdown } from "../running/shutdown";
import { cacheFolder } from "../running/tools/cache-folder";
import { findEmulatorPython } from "../running/tools/python";
import { officialReleaseHosts } from "../running/tools/toolbox";
import { anEnvironment, aService } from "./helpers/environments";
import { alarmThere } from "./helpers/schedule/alarm-there";
import { deliver } from "./helpers/schedule/delivery";
import { occurrences } from "./helpers/schedule/occurrences";
import { foundService, type ServiceClients, serviceClients } from "./helpers/schedule/service-there";
import { type SynthesizedSchedule, synthesizedSchedules } from "./helpers/schedule/synthesized";
import { baseTemplate } from "./helpers/stack-templates";

/** A week of an environment in an emulator, in which the synthesized schedules call the bundled function. */
const timezone = "America/Los_Angeles";
const environment = anEnvironment({
  services: { agent: aService() },
  schedule: { timezone, start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00", weekend: "teardown" },
});
const schedules = synthesizedSchedules(baseTemplate(environment).json);
/** As the runtime stack names it. */
const service = { cluster: "shop-staging", name: "agent" };
const deadLetters = "shop-staging-schedule-dead-letters";
const folder = mkdtempSync(join(tmpdir(), "slipway-schedule-"));
const toolbox = {
  environment: process.env,
  projectRoot: process.cwd(),
  cache: cacheFolder(process.env),
  shutdown: new Shutdown(() => {}),
  releaseHosts: officialReleaseHosts,
  say: () => {},
};

const monday = Temporal.ZonedDateTime.from(`2026-11-23T00:00[${timezone}]`);
const on = (days: number, time: string) => monday.add({ days }).withPlainTime(time).toInstant();

type Handler = (event: unknown) => Promise<void>;
let handler: Handler;
let settings: EmulatorClientSettings;
let clients: ServiceClients;
let queues: SQSClient;
let alarm: Awaited<ReturnType<typeof alarmThere>>;

beforeAll(async () => {
  const { accountId, region } = environment.account;
  const emulator = await startEmulator(toolbox.shutdown.children, {
    python: await findEmulatorPython(toolbox),
    packageFolder: resolve("emulator"),
    environment: process.env,
    accountId,
    region,
    logFile: join(folder, "emulator.log"),
    outlives: false,
  });
  settings = emulatorClient(emulator, region);
  clients = serviceClients(settings);
  queues = new SQSClient(settings);
  const [first] = schedules;
  if (first === undefined) throw new Error("the base stack has no schedule");
  await makeWhatIsThere();
  handler = bundled(first.function.handler);
  const lambda = {
    ...first.function.variables,
    AWS_REGION: region,
    AWS_ENDPOINT_URL: emulator.endpoint,
    AWS_ACCESS_KEY_ID: settings.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: settings.credentials.secretAccessKey,
  };
  for (const [variable, value] of Object.entries(lambda)) vi.stubEnv(variable, value);
});

afterEach(() => void vi.useRealTimers());

afterAll(async () => {
  vi.unstubAllEnvs();
  await toolbox.shutdown.finish();
  rmSync(folder, { recursive: true });
});

/** As much of both stacks as the function touches. */
async function makeWhatIsThere(): Promise<void> {
  const { cluster, name } = service;
  await clients.services.send(new CreateClusterCommand({ clusterName: cluster }));
  const containerDefinitions = [{ name: "agent", image: "agent", memory: 128 }];
  await clients.services.send(new RegisterTaskDefinitionCommand({ family: name, containerDefinitions }));
  const made = { cluster, serviceName: name, taskDefinition: name, desiredCount: 1 };
  await clients.services.send(new CreateServiceCommand(made));
  await clients.autoscaling.send(
    new RegisterScalableTargetCommand({
      ServiceNamespace: "ecs",
      ScalableDimension: "ecs:service:DesiredCount",
      ResourceId: `service/${cluster}/${name}`,
      MinCapacity: 1,
      MaxCapacity: 4,
    }),
  );
  const { parameters } = overrideClients(settings);
  await parameters.send(new PutParameterCommand({ Name: "/shop-staging/schedule", Value: "schedule", Type: "String" }));
  await queues.send(new CreateQueueCommand({ QueueName: deadLetters }));
  alarm = await alarmThere(settings, "shop-staging-agent-no-running-tasks");
}

/** The program that Lambda would be given. */
function bundled(entry: string): Handler {
  const [module = "", exported = ""] = entry.split(".");
  for (const [file, content] of Object.entries(unzipSync(readFileSync(scheduleArchive(process.cwd()).path)))) {
    writeFileSync(join(folder, file), content);
  }
  return createRequire(import.meta.url)(join(folder, module))[exported];
}

async function queueUrl(QueueName: string): Promise<string> {
  return (await queues.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? "";
}

/** One call of a schedule at its time, with the tries that AWS would make. */
async function dispatch(schedule: SynthesizedSchedule, at: Temporal.Instant): Promise<void> {
  vi.setSystemTime(at.epochMilliseconds);
  const { deadIn } = await deliver(
    schedule,
    () => true,
    () => handler(JSON.parse(schedule.input)),
    (minutes) => void vi.setSystemTime(Date.now() + minutes * 60_000),
  );
  if (deadIn === undefined) return;
  await queues.send(new SendMessageCommand({ QueueUrl: await queueUrl(deadIn), MessageBody: schedule.input }));
}

/** All calls between two times, in their order. */
function calls(from: Temporal.Instant, to: Temporal.Instant) {
  return schedules
    .flatMap((schedule) => occurrences(schedule, from, to).map((at) => ({ schedule, at })))
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at));
}

async function through(from: Temporal.Instant, to: Temporal.Instant) {
  const seen = new Map<string, string>();
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const { schedule, at } of calls(from, to)) {
    await dispatch(schedule, at);
    const { desiredCount, autoscaling } = await foundService(clients, service);
    const local = at.toZonedDateTimeISO(timezone);
    seen.set(
      `${local.dayOfWeek} ${local.toPlainTime().toString({ smallestUnit: "minute" })}`,
      `${desiredCount} ${autoscaling}, ${(await alarm.isTelling()) ? "alarms tell" : "alarms silent"}`,
    );
  }
  vi.useRealTimers();
  return changesIn(seen);
}

/** The first of each, as nothing else is worth reading. */
function changesIn(seen: ReadonlyMap<string, string>): readonly string[] {
  return [...seen].flatMap(([time, state], index, all) => (all[index - 1]?.[1] === state ? [] : [`${time}: ${state}`]));
}

// EventBridge Scheduler counts hours from when the schedule was made.
const hourly = (days: number, hour: number) => on(days, `${String(hour).padStart(2, "0")}:17`);

test("three schedules call the function, and every way an event can die ends in one queue", () => {
  expect(schedules.map(({ expression }) => expression)).toEqual([
    "rate(1 hour)",
    "cron(0 8 ? * MON,TUE,WED,THU,FRI *)",
    "cron(0 20 ? * MON,TUE,WED,THU,FRI *)",
  ]);
  const dead = schedules.flatMap(({ deliveryQueue, functionQueue }) => [deliveryQueue, functionQueue]);
  expect([...new Set(dead)]).toEqual([deadLetters]);
});

test("a service sleeps and wakes by the clock of its place, and keeps what a person has added by day", async () => {
  expect(await through(hourly(0, 0), hourly(1, 11))).toEqual([
    "1 00:17: 0 suspended, alarms silent",
    "1 08:00: 1 active, alarms tell",
    "1 20:00: 0 suspended, alarms silent",
    "2 08:00: 1 active, alarms tell",
  ]);
  await clients.services.send(
    new UpdateServiceCommand({ cluster: service.cluster, service: service.name, desiredCount: 3 }),
  );
  expect(await through(hourly(1, 12), hourly(2, 9))).toEqual([
    "2 12:17: 3 active, alarms tell",
    "2 20:00: 0 suspended, alarms silent",
    "3 08:00: 1 active, alarms tell",
  ]);
});

test("an override keeps it awake, and expires by itself", async () => {
  const until = "2026-11-25T22:30:00-08:00";
  const now = on(2, "09:20");
  const plan = planEnvironment(environment);
  expect(await keepRunning(overrideClients(settings), wishOf(plan, until, now), now)).toEqual([
    `staging is kept running until ${until}: tag keep-running-until of /shop-staging/schedule`,
    "it ends by itself: by its schedule staging is then asleep",
  ]);
  expect(await through(hourly(2, 9), hourly(3, 9))).toEqual([
    "3 09:17: 1 active, alarms tell",
    "3 23:17: 0 suspended, alarms silent",
    "4 08:00: 1 active, alarms tell",
  ]);
});

test("a stop that fails ends in the dead-letter queue, and the next hour does it", async () => {
  expect(await through(hourly(3, 9), on(4, "20:00"))).toContain("5 08:00: 1 active, alarms tell");
  vi.stubEnv("AWS_ENDPOINT_URL_ECS", "http://127.0.0.1:1");
  const stop = schedules.find(({ name }) => name === "stop");
  if (stop === undefined) throw new Error("nothing stops the environment");
  vi.useFakeTimers({ toFake: ["Date"] });
  await dispatch(stop, on(4, "20:00"));
  vi.useRealTimers();
  expect(await foundService(clients, service)).toEqual({ desiredCount: 1, autoscaling: "active" });
  vi.stubEnv("AWS_ENDPOINT_URL_ECS", undefined);
  const QueueUrl = await queueUrl(deadLetters);
  const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(['{"trigger":"stop"}']);
  expect(await through(hourly(4, 20), hourly(4, 21))).toEqual(["5 20:17: 0 suspended, alarms silent"]);
});

test("a weekend is slept through, and Monday begins on time", async () => {
  expect(await through(hourly(5, 0), hourly(7, 10))).toEqual([
    "6 00:17: 0 suspended, alarms silent",
    "1 08:00: 1 active, alarms tell",
  ]);
});
