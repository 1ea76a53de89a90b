import { expect, test } from "vitest";
import { environmentWeek } from "../model/schedule/environment-week";
import { planOf, webFacts } from "../test/helpers/plan-facts";
import { weekdays as schedule } from "../test/helpers/weekdays";
import { weekDocument, weekText } from "./schedule-week";

const plan = planOf({ shop: webFacts() }, { schedule });

const calendar = `shop-test, the week of 2026-10-26 in America/Los_Angeles: starts Mon-Fri 08:00, stops Mon-Fri 20:00, weekend: teardown

from                         to                           state      hours
Mon 2026-10-26 00:00 -07:00  Mon 2026-10-26 08:00 -07:00  torn down      8
Mon 2026-10-26 08:00 -07:00  Mon 2026-10-26 20:00 -07:00  awake         12
Mon 2026-10-26 20:00 -07:00  Tue 2026-10-27 08:00 -07:00  asleep        12
Tue 2026-10-27 08:00 -07:00  Tue 2026-10-27 20:00 -07:00  awake         12
Tue 2026-10-27 20:00 -07:00  Wed 2026-10-28 08:00 -07:00  asleep        12
Wed 2026-10-28 08:00 -07:00  Wed 2026-10-28 20:00 -07:00  awake         12
Wed 2026-10-28 20:00 -07:00  Thu 2026-10-29 08:00 -07:00  asleep        12
Thu 2026-10-29 08:00 -07:00  Thu 2026-10-29 20:00 -07:00  awake         12
Thu 2026-10-29 20:00 -07:00  Fri 2026-10-30 08:00 -07:00  asleep        12
Fri 2026-10-30 08:00 -07:00  Fri 2026-10-30 20:00 -07:00  awake         12
Fri 2026-10-30 20:00 -07:00  Mon 2026-11-02 00:00 -08:00  torn down     53
`;

test("prints a week in which the clocks change, with what runs in it", () => {
  const printed = weekText(environmentWeek(plan, "2026-10-26"));
  expect(printed).toContain(calendar);
  expect(printed).toMatch(/^awake +60 +0\.\d{4} +\d+\.\d\d +shop \(1 to 4 tasks\)$/m);
  expect(printed).toMatch(/^torn down +61 +0\.\d{4} +0\.\d\d +the base stack alone$/m);
  expect(printed).toMatch(/^awake all week +169 +\d+\.\d\d$/m);
  expect(printed).toMatch(/^saves \d\d %: 1 - [\d.]+ \/ [\d.]+; by line and month: npx slipway cost shop-test$/m);
  expect(printed).toMatch(/^load balancer +[\d.]+ +0\.00$/m);
  expect(printed).toMatch(/^encryption key +0\.\d\d +0\.\d\d$/m);
});

test("is the same for machines, with instants", () => {
  const { periods, ...others } = weekDocument(environmentWeek(plan, "2026-10-26"));
  expect(periods.at(-1)).toEqual({
    from: "2026-10-30T20:00:00-07:00",
    to: "2026-11-02T00:00:00-08:00",
    state: "torn down",
    hours: 53,
  });
  expect(others).toMatchObject({ environment: "shop-test", monday: "2026-10-26", schedule });
});
