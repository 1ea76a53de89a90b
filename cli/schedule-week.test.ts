import { expect, test } from "vitest";
import { environmentWeek } from "../model/schedule/environment-week";
import { planOf, webFacts } from "../test/helpers/plan-facts";
import { weekDocument, weekText } from "./schedule-week";

const schedule = {
  timezone: "America/Los_Angeles",
  start: "Mon-Fri 08:00",
  stop: "Mon-Fri 20:00",
  weekend: "teardown",
  override: { tag: "keep-running-until" },
} as const;
const plan = planOf({ shop: webFacts() }, { schedule });

const text = `shop-test, the week of 2026-10-26 in America/Los_Angeles: starts Mon-Fri 08:00, stops Mon-Fri 20:00, weekend: teardown

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

state      hours  what runs
awake         60  shop (1 to 4 tasks)
asleep        48  no service; the runtime stack is there
torn down     61  the base stack alone
`;

test("prints a week in which the clocks change, with what runs in it", () => {
  expect(weekText(environmentWeek(plan, "2026-10-26"))).toBe(text);
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
