import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountFacts, jobFacts, planOf, queueFacts, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import { costLines, environmentCost, type WeeklyHours } from "./environment-cost";
import { usualUsage } from "./usage";

/** Two services of two tasks, each task with a public address: nothing between it and the internet but its security group. */
function pair(nat: "none" | "single") {
  const scaling = { minimumTasks: 2, maximumTasks: 4, cpuPercent: 60, memoryPercent: 75 };
  return planOf(
    { frontend: webFacts({ scaling }), backend: webFacts({ scaling, routes: [{ paths: ["/api/*"] }] }) },
    { network: { cidr: "10.9.0.0/16", nat, flowLogs: true }, account: accountFacts({ region: "us-west-2" }) },
  );
}

/** Weekdays from 8 to 20, and nothing of the runtime from Friday evening to Monday morning. */
const weekdays: WeeklyHours = { awake: 5 * 12, asleep: 4 * 12, tornDown: 24 + 24 + 12 };

/** What tasks, their addresses, load balancer and NAT cost: the rest is cents. */
function dominant(nat: "none" | "single", hours?: WeeklyHours) {
  const { lines } = environmentCost(pair(nat), hours);
  const large = lines.filter(({ what }) =>
    /^(tasks of|load balancer$|public addresses|NAT|addresses of NAT)/.test(what),
  );
  return large.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
}

const hours = 730;
const tasks = 4 * (0.25 * 0.04048 + 0.5 * 0.004445) * hours;
const taskAddresses = 4 * 0.005 * hours;
const entrance = (0.0225 + 2 * 0.005) * hours;
const nat = (0.045 + 0.005) * hours;

describe("two services of two tasks of 256/512", () => {
  test("without NAT are about 74 USD all week, and 33 under the schedule", () => {
    expect(dominant("none")).toBeCloseTo(tasks + taskAddresses + entrance, 6);
    expect(dominant("none")).toBeCloseTo(74.4, 1);
    expect(dominant("none", weekdays)).toBeCloseTo(((tasks + taskAddresses) * 60 + entrance * 108) / 168, 6);
    expect(dominant("none", weekdays)).toBeCloseTo(33.3, 1);
  });

  test("with a NAT gateway are about 96 USD all week, and 52 under the schedule", () => {
    expect(dominant("single")).toBeCloseTo(tasks + entrance + nat, 6);
    expect(dominant("single")).toBeCloseTo(96.3, 1);
    expect(dominant("single", weekdays)).toBeCloseTo((tasks * 60 + (entrance + nat) * 108) / 168, 6);
    expect(dominant("single", weekdays)).toBeCloseTo(51.6, 1);
  });
});

test("what is fixed and what use adds are the total, and what the account shares is in neither", () => {
  const { fixed, usage, total, lines, shared } = environmentCost(pair("single"), weekdays);
  expect(fixed.monthlyUsd + usage.monthlyUsd).toBeCloseTo(total.monthlyUsd, 10);
  expect(lines.filter(({ stack }) => stack === "account")).toEqual([]);
  expect(shared.map(({ what, billed }) => [what, billed])).toEqual([["stored images", "always"]]);
});

test("what is in the base is billed while the runtime sleeps or is gone", () => {
  const { lines } = environmentCost(pair("single"), { awake: 0, asleep: 0, tornDown: 168 });
  expect(lines.filter(({ monthlyUsd }) => monthlyUsd > 0).map(({ what }) => what)).toEqual([
    "encryption key",
    "objects in buckets",
  ]);
});

test("an environment with nothing in it costs its key", () => {
  const { fixed } = environmentCost(planOf({}, { network: undefined }));
  expect(fixed.allWeekUsd).toBe(1);
});

test("a type without a record is no zero", () => {
  expect(() => costLines([{ stack: "base", type: "aws_db_instance", body: {} }], { usage: usualUsage })).toThrow(
    "nothing is known of aws_db_instance",
  );
});

test("what is not known is no zero", () => {
  const endpoint = { stack: "base", type: "aws_vpc_endpoint", body: { vpc_endpoint_type: "Interface" } } as const;
  expect(() => costLines([endpoint], { usage: usualUsage })).toThrow("what aws_vpc_endpoint costs is not known");
});

test("tasks on Spot cost less, by a price that floats", () => {
  const lines = (spotPercent: number) =>
    environmentCost(planOf({ site: webFacts({ spotPercent }) })).lines.filter(({ what }) => what.startsWith("tasks"));
  expect(lines(0).map(({ price }) => price)).toEqual(["fargateVcpu", "fargateMemory"]);
  expect(lines(100).map(({ price }) => price)).toEqual(["fargateSpotVcpu", "fargateSpotMemory"]);
  expect(lines(25).map(({ quantity }) => quantity)).toEqual([0.1875, 0.375, 0.0625, 0.125]);
});

test("a job is billed for the hours that its settings assume, on ARM as on x86", () => {
  const plan = planOf({ report: jobFacts({ architecture: "arm64" }) });
  const { lines } = environmentCost({ ...plan, usage: { ...usualUsage, jobHoursPerDay: 24 } });
  expect(
    lines.filter(({ what }) => what.startsWith("runs")).map(({ what, price, quantity }) => [what, price, quantity]),
  ).toEqual([
    ["runs of shop-report: vCPU", "fargateArmVcpu", 0.25],
    ["runs of shop-report: memory", "fargateArmMemory", 0.5],
  ]);
});

test("alarms that are reckoned from several metrics are billed for each", () => {
  const queues = { mails: queueFacts };
  const { lines } = environmentCost(planOf({ mailer: workerFacts({ consumes: "mails" }) }, { queues }));
  const alarms = lines.filter(({ price }) => price === "alarm").map(({ what, quantity }) => [what, quantity]);
  expect(alarms).toEqual([
    ["alarms of autoscaling", 2],
    ["alarms", expect.any(Number)],
  ]);
});

describe("whatever the hours", () => {
  const anHours = fc.tuple(fc.nat(168), fc.nat(168)).map(([one, other]): WeeklyHours => {
    const [awake, there] = [Math.min(one, other), Math.max(one, other)];
    return { awake, asleep: there - awake, tornDown: 168 - there };
  });

  test("a schedule never costs more than the whole week", () => {
    fc.assert(
      fc.property(anHours, (week) => {
        const { lines, total } = environmentCost(pair("single"), week);
        expect(lines.filter((line) => line.monthlyUsd > line.allWeekUsd)).toEqual([]);
        expect(total.monthlyUsd).toBeLessThanOrEqual(total.allWeekUsd);
      }),
    );
  });

  test("an hour more costs more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 167 }), (awake) => {
        const cost = (more: number) =>
          environmentCost(pair("none"), { awake: awake + more, asleep: 0, tornDown: 168 - awake - more }).total
            .monthlyUsd;
        expect(cost(1)).toBeGreaterThan(cost(0));
      }),
    );
  });

  test("a task more costs more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(100), (minimumTasks, spotPercent) => {
        const cost = (tasks: number) => {
          const scaling = { minimumTasks: tasks, maximumTasks: 60, cpuPercent: 60, memoryPercent: 75 };
          return environmentCost(planOf({ site: webFacts({ scaling, spotPercent }) })).total.monthlyUsd;
        };
        expect(cost(minimumTasks + 1)).toBeGreaterThan(cost(minimumTasks));
      }),
    );
  });
});
