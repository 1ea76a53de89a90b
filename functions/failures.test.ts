import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { overrideEnd } from "../model/schedule/override";
import { wantedState } from "../model/schedule/scheduled-state";
import { deliver } from "../test/helpers/schedule/delivery";
import { type Fate, ScheduledAws, suspension } from "../test/helpers/schedule/scheduled-aws";
import { seededPick, seededRandom } from "../test/helpers/seeded-random";
import { reconcile } from "./reconcile";
import type { Settings } from "./settings";

const tag = "keep-running-until";
const settings: Settings = {
  schedule: {
    timezone: "America/Los_Angeles",
    start: "Mon-Fri 08:00",
    stop: "Mon-Fri 20:00",
    weekend: "teardown",
    override: { tag },
  },
  cluster: "shop",
  services: [
    { name: "web", minimumTasks: 2 },
    { name: "api", minimumTasks: 1 },
    { name: "worker", minimumTasks: 0 },
  ],
  overrideParameter: "/shop/schedule",
};
const policy = { deliveryRetries: 3, deliveryQueue: "dead-letters", functionQueue: "dead-letters" };

const monday = Temporal.Instant.from("2026-11-23T08:00:00Z");
const failures: readonly Fate[] = ["refused", "lost before it took effect", "lost after it took effect"];

/** One event, from whatever state, at whatever minute of a week, while AWS fails as the seed says. */
async function run(seed: number) {
  const [random, pick] = [seededRandom(seed), seededPick(seed)];
  const aws = new ScheduledAws(settings.cluster, settings.overrideParameter);
  for (const { name } of settings.services) {
    aws.services[name] = { desiredCount: pick([0, 1, 2, 5]), suspended: pick([suspension(true), suspension(false)]) };
  }
  let now = monday.add({ minutes: Math.floor(random() * 7 * 24 * 60) });
  const overriddenFor = pick(["never", -5, 2, 1800] as const);
  if (overriddenFor !== "never") aws.tags = { [tag]: now.add({ minutes: overriddenFor }).toString() };
  const rate = pick([0, 0.05, 0.2, 0.6]);
  const diesAfter = random() < 0.3 ? Math.floor(random() * 12) : Number.POSITIVE_INFINITY;
  let calls = 0;
  aws.fate = () => {
    calls += 1;
    // A function whose time is up makes no more calls.
    if (calls > diesAfter && calls < diesAfter + 12) return "lost before it took effect";
    return random() < rate ? pick(failures) : "answered";
  };
  const { deadIn } = await deliver(
    policy,
    () => random() > rate,
    async () => void (await reconcile(settings, aws.clients, now)),
    (minutes) => {
      now = now.add({ minutes });
    },
  );
  return { aws, now, deadIn };
}

/** Whether everything is as the schedule wants it, judged by the state alone. */
function isRight({ services, tags }: ScheduledAws, now: Temporal.Instant): boolean {
  const isAwake = wantedState(settings.schedule, now, overrideEnd(tags[tag])) === "awake";
  return settings.services.every(({ name, minimumTasks }) => {
    const { desiredCount = -1, suspended } = services[name] ?? {};
    const isAsleep = desiredCount === 0 && suspended?.DynamicScalingOutSuspended === true;
    return isAwake ? desiredCount >= minimumTasks && suspended?.DynamicScalingOutSuspended === false : isAsleep;
  });
}

const seed = 13;

test(`100 runs with random failures (seed ${seed}) end right or in the dead-letter queue, and the next hour mends the rest`, async () => {
  const ends = { right: 0, told: 0, wrong: 0 };
  for (let index = 0; index < 100; index += 1) {
    const own = seed * 1000 + index;
    const { aws, now, deadIn } = await run(own);
    const right = isRight(aws, now);
    if (!right) expect(deadIn, `seed ${own} ends wrong, and nobody is told`).toBe("dead-letters");
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
