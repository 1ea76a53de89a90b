import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { awsTypes } from "../../model/aws-types/records";
import { weekdays } from "../../test/helpers/weekdays";
import { conditions, type Evidence, type EvidentChange, judged } from "./conditions";

const change = (type: string, ...actions: readonly string[]): EvidentChange => ({
  address: `${type}.a`,
  mode: "managed",
  type,
  actions,
});

const digest = "a".repeat(64);
const saturday = Temporal.Instant.from("2026-11-28T11:00:00-08:00");
const monday = Temporal.Instant.from("2026-11-30T08:00:00-08:00");

const teardown: Evidence = {
  purpose: "teardown",
  uploaded: digest,
  confirmed: { digest, run: "run-1" },
  plan: { isComplete: true, changes: [change("aws_lb", "delete"), change("aws_ecs_service", "delete")] },
  workspace: "dev",
  runtimeWorkspace: "dev",
  schedule: weekdays,
  overriddenUntil: undefined,
  now: saturday,
};

const comesBack: Evidence = {
  ...teardown,
  purpose: "return",
  plan: {
    isComplete: true,
    changes: [
      change("aws_lb", "create"),
      { ...change("aws_vpc", "read"), mode: "data" },
      change("aws_ecs_cluster", "no-op"),
    ],
  },
  now: monday,
};

test("all of them hold for a teardown and for a return", () => {
  expect(judged(teardown)).toEqual({ kind: "confirm" });
  expect(judged(comesBack)).toEqual({ kind: "confirm" });
});

const planOf = (...changes: readonly EvidentChange[]) => ({ plan: { isComplete: true, changes } });

const broken: readonly (readonly [string, string, Evidence, Partial<Evidence>])[] = [
  ["configuration", "another folder", teardown, { uploaded: "b".repeat(64) }],
  ["configuration", "a folder that cannot be read", teardown, { uploaded: undefined }],
  ["configuration", "no run that a person confirmed", teardown, { confirmed: { problem: "nobody confirmed any" } }],
  ["actions", "a teardown that creates", teardown, planOf(change("aws_lb", "create"))],
  ["actions", "a teardown that updates", teardown, planOf(change("aws_lb", "update"))],
  ["actions", "a teardown that replaces", teardown, planOf(change("aws_lb", "delete", "create"))],
  ["actions", "a teardown that forgets", teardown, planOf(change("aws_lb", "forget"))],
  ["actions", "a return that deletes", comesBack, planOf(change("aws_lb", "delete"))],
  ["actions", "a return that updates", comesBack, planOf(change("aws_lb", "update"))],
  ["actions", "a return that replaces", comesBack, planOf(change("aws_lb", "create", "delete"))],
  ["actions", "a plan that is not whole", teardown, { plan: { isComplete: false, changes: [] } }],
  ["actions", "no plan", teardown, { plan: undefined }],
  ["stateful", "a bucket", teardown, planOf(change("aws_s3_bucket", "delete"))],
  ["stateful", "a parameter that comes into being", comesBack, planOf(change("aws_ssm_parameter", "create"))],
  ["stateful", "a key that stays as it is", teardown, planOf(change("aws_kms_key", "no-op"))],
  ["stateful", "a type that nobody knows", teardown, planOf(change("aws_new_thing", "delete"))],
  ["stateful", "no plan", teardown, { plan: undefined }],
  ["time", "another workspace", teardown, { workspace: "dev-base" }],
  ["time", "no schedule", teardown, { schedule: undefined }],
  ["time", "a teardown on Monday", teardown, { now: monday }],
  ["time", "a return on Saturday", comesBack, { now: saturday }],
  ["time", "a teardown during an override", teardown, { overriddenUntil: monday }],
];

describe("a run that is not confirmed", () => {
  test.each(broken)("by %s: %s", (id, _, evidence, changes) => {
    const verdict = judged({ ...evidence, ...changes });
    const otherwise = conditions.find((condition) => condition.id === id)?.otherwise;
    expect(verdict).toMatchObject({
      kind: otherwise,
      because: expect.arrayContaining([expect.stringMatching(`^${id}: `)]),
    });
  });

  test("has a broken row for each condition, and only that of the time is refused", () => {
    expect([...new Set(broken.map(([id]) => id))]).toEqual(conditions.map(({ id }) => id));
    expect(conditions.filter(({ otherwise }) => otherwise === "refused").map(({ id }) => id)).toEqual(["time"]);
  });

  test("is refused where it is also one for a person, and every reason is told", () => {
    expect(judged({ ...teardown, uploaded: undefined, now: monday })).toEqual({
      kind: "refused",
      because: [
        "configuration: what the run is made from could not be read",
        "time: 2026-11-30T08:00:00-08:00[America/Los_Angeles] is not the time for a teardown",
      ],
    });
  });

  test("names the first of what breaks it, and counts the rest", () => {
    const evidence = { ...teardown, ...planOf(change("aws_lb", "update"), change("aws_ecs_service", "create")) };
    expect(judged(evidence)).toMatchObject({ because: ["actions: aws_lb.a is to update, and 1 more"] });
  });
});

test("no runtime stack may hold what holds data, so that a schedule can take it away, whatever deletionProtection says", () => {
  const kept = [...awsTypes].filter(([, { holdsData, managedIn }]) => holdsData && managedIn.runtime !== undefined);
  expect(kept.map(([name]) => name)).toEqual([]);
});
