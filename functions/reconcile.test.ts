import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, test } from "vitest";
import { ScheduledAws, suspension } from "../test/helpers/schedule/scheduled-aws";
import { weekdays } from "../test/helpers/weekdays";
import { reconcile } from "./reconcile";
import type { Settings } from "./settings";

const parameter = "/shop/schedule";
const settings: Settings = {
  schedule: weekdays,
  cluster: "shop",
  services: [
    { name: "web", minimumTasks: 2 },
    { name: "api", minimumTasks: 1 },
  ],
  alarms: ["shop-web-no-running-tasks", "shop-api-no-running-tasks"],
  overrideParameter: parameter,
};

const midday = Temporal.Instant.from("2026-11-23T12:00:00-08:00");
const night = Temporal.Instant.from("2026-11-23T22:00:00-08:00");
const saturday = Temporal.Instant.from("2026-11-28T12:00:00-08:00");

const awake = { desiredCount: 2, suspended: suspension(false) };
const asleep = { desiredCount: 0, suspended: suspension(true) };

let aws: ScheduledAws;
const at = (now: Temporal.Instant) => reconcile(settings, aws.clients, now);

beforeEach(() => {
  aws = new ScheduledAws("shop", parameter);
  Object.assign(aws.services, { web: { ...awake }, api: { ...awake, desiredCount: 3 } });
});

describe("an environment", () => {
  test("goes to sleep at night, stays so, and wakes with what its settings say", async () => {
    expect(await at(night)).toMatchObject({ wanted: "asleep", override: undefined });
    expect(aws.services).toEqual({ web: asleep, api: asleep });
    const { length } = aws.written;
    expect(length).toBe(4);
    await at(night);
    expect(aws.written).toHaveLength(length);
    expect(await at(midday)).toMatchObject({ wanted: "awake" });
    expect(aws.services).toEqual({ web: awake, api: { ...awake, desiredCount: 1 } });
  });

  test("is left alone while it is as it should be, with the tasks that a person has added", async () => {
    expect(await at(midday)).toEqual({
      wanted: "awake",
      override: undefined,
      services: [
        { name: "web", changes: [] },
        { name: "api", changes: [] },
      ],
    });
    expect(aws.written).toEqual([]);
  });

  test("has no task left when its weekend begins, whoever tears it down", async () => {
    expect(await at(saturday)).toMatchObject({ wanted: "torn down" });
    expect(aws.services).toEqual({ web: asleep, api: asleep });
  });

  test("keeps what a person has suspended while it is awake", async () => {
    const partly = { ...suspension(false), DynamicScalingInSuspended: true };
    aws.services.web = { desiredCount: 4, suspended: partly };
    await at(midday);
    expect(aws.services.web).toEqual({ desiredCount: 4, suspended: partly });
  });

  test("that is torn down is no fault, in whole or in part", async () => {
    aws.hasCluster = false;
    expect((await at(midday)).services).toEqual([
      { name: "web", changes: "not there" },
      { name: "api", changes: "not there" },
    ]);
    aws.hasCluster = true;
    delete aws.services.web;
    await at(night);
    expect(aws.services).toEqual({ api: asleep });
  });
});

describe("alarms that need services awake", () => {
  const telling = () => Object.values(aws.alarms).map(({ isTelling }) => isTelling);
  const minutes = (count: number) => count * 60_000;
  beforeEach(() => {
    for (const name of settings.alarms) aws.alarms[name] = { isTelling: true, rings: () => false };
  });

  test("are silent before the first task ends, and are silenced once", async () => {
    await at(night);
    expect(telling()).toEqual([false, false]);
    expect(aws.written[0]).toBe(`DisableAlarmActions ${settings.alarms.join(" ")}`);
    await at(night);
    expect(aws.written.filter((call) => call.startsWith("DisableAlarmActions"))).toHaveLength(1);
  });

  test("tell again once what woke is well, each as soon as it is", async () => {
    await at(night);
    Object.assign(aws.alarms["shop-web-no-running-tasks"] ?? {}, { rings: (slept: number) => slept < minutes(3) });
    await at(midday);
    expect(aws.slept).toBe(minutes(3));
    expect(telling()).toEqual([true, true]);
    expect(aws.written.slice(-2)).toEqual([
      "EnableAlarmActions shop-api-no-running-tasks",
      "EnableAlarmActions shop-web-no-running-tasks",
    ]);
  });

  test("stay silent of what does not wake in eight minutes, and the dead-letter queue tells of it", async () => {
    await at(night);
    Object.assign(aws.alarms["shop-web-no-running-tasks"] ?? {}, { rings: () => true });
    await expect(at(midday)).rejects.toThrow("awake for 8 minutes, and still rings: shop-web-no-running-tasks");
    expect(telling()).toEqual([false, true]);
  });

  test("that ring while it is awake and tells are left alone", async () => {
    Object.assign(aws.alarms["shop-web-no-running-tasks"] ?? {}, { rings: () => true });
    await at(midday);
    expect(aws.written).toEqual([]);
  });

  test("are silenced and told again by the hundred, as CloudWatch takes no more names", async () => {
    const names = Array.from({ length: 230 }, (_, index) => `shop-alarm-${index}`);
    for (const name of names) aws.alarms[name] = { isTelling: true, rings: () => false };
    const many = { ...settings, alarms: names };
    await reconcile(many, aws.clients, night);
    expect(names.filter((name) => aws.alarms[name]?.isTelling)).toEqual([]);
    await reconcile(many, aws.clients, midday);
    expect(names.filter((name) => !aws.alarms[name]?.isTelling)).toEqual([]);
  });

  test("that were torn down are no fault", async () => {
    for (const name of settings.alarms) delete aws.alarms[name];
    await at(saturday);
    await at(midday);
    expect(aws.written.filter((call) => call.includes("Alarm"))).toEqual([]);
  });
});

describe("an override", () => {
  const tag = (value: string) => {
    aws.tags = { "keep-running-until": value, Name: "2030-01-01T00:00:00Z" };
  };

  test("keeps it awake to its end", async () => {
    tag("2026-11-28T12:00:01-08:00");
    expect(await at(saturday)).toMatchObject({ wanted: "awake", override: "2026-11-28T12:00:01-08:00" });
    expect(aws.written).toEqual([]);
    tag("2026-11-28T12:00:00-08:00");
    expect(await at(saturday)).toMatchObject({ wanted: "torn down" });
    expect(aws.services).toEqual({ web: asleep, api: asleep });
  });

  test.each(["tomorrow", "2026-11-28T13:00:00", ""])(
    "that says %j is told, and puts nothing to sleep",
    async (value) => {
      tag(value);
      await expect(at(saturday)).rejects.toThrow(
        "the tag keep-running-until of /shop/schedule is not a time with its offset from UTC; nothing is put to sleep",
      );
      expect(aws.written).toEqual([]);
      aws.services.web = { ...asleep };
      expect(await at(midday)).toMatchObject({ wanted: "awake", override: value });
      expect(aws.services.web).toEqual(awake);
    },
  );

  test("that cannot be read leaves everything as it is", async () => {
    aws.fate = (call) => (call === "ListTagsForResource" ? "refused" : "answered");
    await expect(at(saturday)).rejects.toThrow("ListTagsForResource");
    expect(aws.written).toEqual([]);
  });
});

test("a service that fails is named, and keeps no other one from being tried", async () => {
  aws.fate = (call, service) => (call === "RegisterScalableTarget" && service === "web" ? "refused" : "answered");
  await expect(at(night)).rejects.toThrow(
    "1 of 2 services may not be asleep: web: ThrottlingException: RegisterScalableTarget",
  );
  expect(aws.services).toEqual({ web: awake, api: asleep });
});
