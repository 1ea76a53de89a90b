import { expect, test } from "vitest";
import { jobFacts, planOf, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import { weekdays as schedule } from "../../test/helpers/weekdays";
import { environmentCost } from "../cost/environment-cost";
import { environmentWeek } from "./environment-week";

const services = { shop: webFacts(), mailer: workerFacts(), report: jobFacts() };
const plan = planOf(services, { schedule });

test("adds up by state, and says what runs", () => {
  const { monday, states, periods } = environmentWeek(plan, "2026-11-26");
  expect(monday).toBe("2026-11-23");
  expect(states).toMatchObject([
    { state: "awake", hours: 60, runs: "shop (1 to 4 tasks), mailer (0 to 4 tasks)" },
    { state: "asleep", hours: 48, runs: "no service; the runtime stack is there" },
    { state: "torn down", hours: 60, runs: "the base stack alone" },
  ]);
  expect(periods).toHaveLength(11);
});

test("has no state that does not occur, and the hours of a change of the clocks", () => {
  const { states } = environmentWeek(planOf(services, { schedule: { ...schedule, weekend: "sleep" } }), "2026-10-26");
  expect(states.map(({ state, hours }) => [state, hours])).toEqual([
    ["awake", 60],
    ["asleep", 109],
  ]);
});

test("costs what a month under the schedule does, in its part of it, and says what nobody sleeps away", () => {
  const week = environmentWeek(plan, "2026-11-23");
  const { total } = environmentCost(plan);
  expect((week.usd * 730) / 168).toBeCloseTo(total.monthlyUsd, 10);
  expect((week.awakeThroughoutUsd * 730) / 168).toBeCloseTo(total.allWeekUsd, 10);
  expect(week.savingPercent).toBe(Math.round((1 - week.usd / week.awakeThroughoutUsd) * 100));
  const [awake, asleep, tornDown] = week.states;
  const billed = (of: "asleepUsd" | "tornDownUsd") => week.stillBilled.reduce((sum, line) => sum + line[of], 0);
  expect(billed("asleepUsd")).toBeCloseTo(asleep?.usd ?? 0, 10);
  expect(billed("tornDownUsd")).toBeCloseTo(tornDown?.usd ?? 0, 10);
  expect(awake?.usdPerHour).toBeGreaterThan(asleep?.usdPerHour ?? 0);
  expect(week.stillBilled[0]).toMatchObject({ what: "NAT gateways", tornDownUsd: 0 });
});

test.each(["2026-02-30", "tomorrow", "2026-11-23T08:00", "20261123", ""])("is not named by %j", (date) => {
  expect(() => environmentWeek(plan, date)).toThrow("is not a date; use one such as 2026-11-23");
});

test("is nothing for what runs all week", () => {
  expect(() => environmentWeek(planOf(services), "2026-11-23")).toThrow(
    "shop-test has no schedule and runs all week; set schedule in its file",
  );
});
