import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { overrideEnd } from "../model/schedule/override";
import { wantedState } from "../model/schedule/scheduled-state";
import { anEnvironment, aService } from "../test/helpers/environments";
import { deliver } from "../test/helpers/schedule/delivery";
import { type Fate, ScheduledAws, suspension } from "../test/helpers/schedule/scheduled-aws";
import { synthesizedAlarms, synthesizedSchedules } from "../test/helpers/schedule/synthesized";
import { seededPick, seededRandom } from "../test/helpers/seeded-random";
import { baseTemplate, runtimeTemplate } from "../test/helpers/stack-templates";
import { reconcile } from "./reconcile";
import { readSettings } from "./settings";

const tag = "keep-running-until";
const scaling = { minimumTasks: 2, maximumTasks: 6 };
const size = { cpuUnits: 256, memoryMiB: 512 };
const environment = anEnvironment({
  services: {
    web: aService({ scaling }),
    api: { kind: "internal", port: 8000, repository: "shop-agent", size, scaling: { ...scaling, minimumTasks: 1 } },
    worker: {
      kind: "worker",
      consumes: "tasks",
      repository: "shop-agent",
      size,
      scaling: { ...scaling, minimumTasks: 0, backlogPerTask: 5 },
    },
  },
  queues: { tasks: { longestTaskSeconds: 60 } },
  schedule: { timezone: "America/Los_Angeles", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00", weekend: "teardown" },
});
const base = baseTemplate(environment);
const schedules = synthesizedSchedules(base.json);
const [first] = schedules;
if (first === undefined) throw new Error("the base stack has no schedule");
const policy = first;
const settings = readSettings(policy.function.variables);

const monday = Temporal.Instant.from("2026-11-23T08:00:00Z");
const failures: readonly Fate[] = ["refused", "lost before it took effect", "lost after it took effect"];

/** One event, from whatever state, at whatever minute of a week, while AWS fails as the seed says. */
async function run(seed: number) {
  const [random, pick] = [seededRandom(seed), seededPick(seed)];
  const aws = new ScheduledAws(settings.cluster, settings.overrideParameter);
  for (const { name } of settings.services) {
    aws.services[name] = { desiredCount: pick([0, 1, 2, 5]), suspended: pick([suspension(true), suspension(false)]) };
  }
  for (const name of settings.alarms) aws.alarms[name] = { isTelling: pick([true, false]), rings: () => false };
  let now = monday.add({ minutes: Math.floor(random() * 7 * 24 * 60) });
  const overriddenFor = pick(["never", -5, 2, 1800] as const);
  if (overriddenFor !== "never") aws.tags = { [tag]: now.add({ minutes: overriddenFor }).toString() };
  const rate = pick([0, 0.01, 0.05, 0.3]);
  const diesAfter = random() < 0.3 ? Math.floor(random() * 12) : Number.POSITIVE_INFINITY;
  const isUnreachable = random() < 0.1;
  let calls = 0;
  aws.fate = () => {
    calls += 1;
    // A function whose time is up makes no more calls.
    if (calls > diesAfter && calls < diesAfter + 12) return "lost before it took effect";
    return random() < rate ? pick(failures) : "answered";
  };
  const { deadIn } = await deliver(
    policy,
    () => !isUnreachable && random() > rate,
    async () => void (await reconcile(settings, aws.clients, now)),
    (minutes) => {
      now = now.add({ minutes });
    },
  );
  return { aws, now, deadIn };
}

/** Whether everything is as the schedule wants it, judged by the state alone. */
function isRight({ services, alarms, tags }: ScheduledAws, now: Temporal.Instant): boolean {
  const isAwake = wantedState(settings.schedule, now, overrideEnd(tags[tag])) === "awake";
  if (Object.values(alarms).some(({ isTelling }) => isTelling !== isAwake)) return false;
  return settings.services.every(({ name, minimumTasks }) => {
    const { desiredCount = -1, suspended } = services[name] ?? {};
    const isAsleep = desiredCount === 0 && suspended?.DynamicScalingOutSuspended === true;
    return isAwake ? desiredCount >= minimumTasks && suspended?.DynamicScalingOutSuspended === false : isAsleep;
  });
}

const seed = 13;
const deadLetters = "shop-staging-schedule-dead-letters";

test("the function knows each service by the name that the runtime stack gives it", () => {
  const there = runtimeTemplate(environment).resources("aws_ecs_service");
  expect(settings.services.map(({ name }) => name).sort()).toEqual(there.map(({ name }) => name).sort());
});

test("the function silences each alarm that needs services awake, which Terraform lets it, and no other", () => {
  const alarms = [base, runtimeTemplate(environment)].flatMap((template) =>
    template.resources("aws_cloudwatch_metric_alarm"),
  );
  const left = alarms.filter(({ lifecycle }) => lifecycle !== undefined);
  expect(left.map(({ alarm_name }) => alarm_name).sort()).toEqual([...settings.alarms].sort());
  for (const { lifecycle } of left) expect(lifecycle).toEqual({ ignore_changes: ["actions_enabled"] });
  expect(settings.alarms).toEqual(
    expect.arrayContaining(["shop-staging-web-no-running-tasks", "shop-staging-tasks-oldest-message"]),
  );
  expect(settings.alarms.filter((name) => name.endsWith("dead-letters"))).toEqual([]);
});

test("whatever way an event dies ends in one queue, whose first message raises the alarm", () => {
  expect(schedules.map(({ name }) => name).sort()).toEqual(["hourly", "start", "stop"]);
  const ways = schedules.flatMap(({ deliveryQueue, functionQueue }) => [deliveryQueue, functionQueue]);
  expect([...new Set(ways)]).toEqual([deadLetters]);
  expect(synthesizedAlarms(base.json, deadLetters)).toEqual([
    expect.objectContaining({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: deadLetters },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      evaluation_periods: 1,
      alarm_actions: ["arn:aws:sns:us-east-1:123456789012:shop-staging-alerts"],
    }),
  ]);
});

test(`100 runs with random failures (seed ${seed}) end right or in the dead-letter queue, and the next hour mends the rest`, async () => {
  const ends = { right: 0, told: 0, wrong: 0 };
  for (let index = 0; index < 100; index += 1) {
    const own = seed * 1000 + index;
    const { aws, now, deadIn } = await run(own);
    const right = isRight(aws, now);
    if (!right) expect(deadIn, `seed ${own} ends wrong, and nobody is told`).toBe(deadLetters);
    ends[deadIn === undefined ? "right" : "told"] += 1;
    ends.wrong += right ? 0 : 1;
    aws.fate = () => "answered";
    const later = now.add({ hours: 1 });
    await reconcile(settings, aws.clients, later);
    expect(isRight(aws, later), `seed ${own} is not mended an hour later`).toBe(true);
  }
  // Both ends are tried, and most of what is told of is wrong indeed.
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(30);
});
