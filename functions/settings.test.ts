import { expect, test } from "vitest";
import { weekdays as schedule } from "../test/helpers/weekdays";
import { readSettings } from "./settings";

const services = [{ name: "shop-staging-web", minimumTasks: 2 }];
const alarms = ["shop-staging-web-no-running-tasks"];
const variables = {
  SCHEDULE: JSON.stringify(schedule),
  CLUSTER: "shop-staging",
  SERVICES: JSON.stringify(services),
  ALARMS: JSON.stringify(alarms),
  OVERRIDE_PARAMETER: "/shop-staging/schedule",
};

test("are read whole", () => {
  const overrideParameter = "/shop-staging/schedule";
  expect(readSettings(variables)).toEqual({ schedule, services, alarms, overrideParameter, cluster: "shop-staging" });
});

test.each([
  [{ CLUSTER: undefined }, "the variable CLUSTER is not set; apply the base stack"],
  [{ OVERRIDE_PARAMETER: "" }, "the variable OVERRIDE_PARAMETER is not set"],
  [{ SCHEDULE: "{" }, "the variable SCHEDULE is no JSON"],
  [{ SCHEDULE: "[]" }, "the variable SCHEDULE has no fitting start"],
  [{ SCHEDULE: JSON.stringify({ ...schedule, weekend: "rest" }) }, "the variable SCHEDULE has no fitting weekend"],
  [{ SCHEDULE: JSON.stringify({ ...schedule, override: {} }) }, "the variable SCHEDULE has no fitting tag"],
  [{ SCHEDULE: JSON.stringify({ ...schedule, stop: "20:00" }) }, "in the variable SCHEDULE 20:00 is not days with a"],
  [{ SCHEDULE: JSON.stringify({ ...schedule, stop: "Mon 20:00" }) }, "each start needs one stop"],
  [{ SERVICES: '[{"name":"web"}]' }, "the variable SERVICES has no fitting minimumTasks"],
  [{ SERVICES: '[{"minimumTasks":1}]' }, "the variable SERVICES has no fitting name"],
  [{ ALARMS: '["web", 1]' }, "the variable ALARMS has no fitting list of names"],
])("with %j are refused", (change, message) => {
  expect(() => readSettings({ ...variables, ...change })).toThrow(message);
});
