import { describe, expect, test } from "vitest";
import { environmentFacts, internalFacts, webFacts } from "../../test/helpers/plan-facts";
import type { EnvironmentFacts } from "../plan/facts";
import { compareRuntimes } from "./comparison";

const scaling = { minimumTasks: 1, maximumTasks: 1, cpuPercent: 60, memoryPercent: 75 };
const one = { site: webFacts({ scaling }), notes: internalFacts({ scaling }) };
const several = {
  site: webFacts({ scaling: { ...scaling, minimumTasks: 2, maximumTasks: 4 } }),
  notes: internalFacts({ scaling: { ...scaling, minimumTasks: 2, maximumTasks: 3 } }),
};

function compared(facts: Partial<EnvironmentFacts> = {}) {
  return compareRuntimes(environmentFacts({ services: one, ...facts }));
}

function aspect(name: string, facts: Partial<EnvironmentFacts> = {}) {
  const { factors, deployment } = compared(facts);
  const found = [...factors, ...deployment].find((each) => each.aspect.startsWith(name));
  return [found?.ec2, found?.fargate, found?.better];
}

test("both sides are the same settings, whatever the file says", () => {
  const [asTasks, onInstances] = [compared({ compute: "fargate" }), compared({ compute: "ec2" })];
  expect([asTasks.chosen, onInstances.chosen]).toEqual(["fargate", "ec2"]);
  // Plans hold functions, which are never the same.
  const shown = ({ lines, factors, deployment, because }: typeof asTasks) => ({ lines, factors, deployment, because });
  expect(shown(onInstances)).toEqual(shown(asTasks));
  const { ec2, fargate } = asTasks.sides;
  expect([ec2, fargate].map(({ plan }) => plan.hosts.length)).toEqual([1, 0]);
});

test("what differs stands first, the largest before the others, and the lines are the bill", () => {
  const { lines, sides } = compared();
  const differing = lines.filter(({ isOfRuntime }) => isOfRuntime);
  expect(lines.slice(0, differing.length)).toEqual(differing);
  expect(differing.slice(0, 3).map(({ what, ec2Usd, fargateUsd }) => [what, ec2Usd, fargateUsd])).toEqual([
    ["instances of hosts: t3.medium", expect.closeTo(0.0416 * 730), 0],
    ["metrics of Container Insights", 0, expect.closeTo(63 * 0.3)],
    ["tasks of site: vCPU", 0, expect.closeTo(0.25 * 0.04048 * 730)],
  ]);
  for (const [side, usd] of [
    [sides.ec2, lines.reduce((sum, { ec2Usd }) => sum + ec2Usd, 0)],
    [sides.fargate, lines.reduce((sum, { fargateUsd }) => sum + fargateUsd, 0)],
  ] as const) {
    expect(usd).toBeCloseTo(side.cost.total.monthlyUsd, 6);
  }
});

describe("what follows from the settings", () => {
  const instances = { minimum: 2, maximum: 3, scaling: { scaleOutPercent: 70, scaleInPercent: 30 } };

  test("the most is all that scaling may start", () => {
    const { ec2, fargate } = compared({ services: several, instances }).sides;
    const instance = 0.0416 * 730 + 50 * 0.08;
    // Where the number does not change, autoscaling and its alarms are not there.
    const scalingAlarms = 2 * 0.1;
    expect(ec2.most.total.monthlyUsd - ec2.cost.total.monthlyUsd).toBeCloseTo(instance - scalingAlarms, 6);
    const task = (0.25 * 0.04048 + 0.5 * 0.004445) * 730;
    const alarms = fargate.cost.lines.find(({ what }) => what === "alarms of autoscaling")?.monthlyUsd ?? 0;
    expect(fargate.most.total.monthlyUsd - fargate.cost.total.monthlyUsd).toBeCloseTo(3 * task - alarms, 6);
  });

  test("who is away when one is lost, and when one is released", () => {
    const nobody = "each service answers from elsewhere";
    const both = "away meanwhile: site and notes";
    expect(aspect("high availability")).toEqual([both, both, "equal"]);
    expect(aspect("high availability", { instances })).toEqual([nobody, both, "ec2"]);
    expect(aspect("high availability", { services: several })).toEqual([both, nobody, "fargate"]);
    expect(aspect("zero downtime")).toEqual([both, nobody, "fargate"]);
    expect(aspect("zero downtime", { instances })).toEqual([nobody, nobody, "equal"]);
  });

  test("a single writer has an instance for itself, and is away on both", () => {
    const notes = internalFacts({ scaling, volumes: { files: "/data" } });
    const facts = { services: { ...several, notes }, volumes: { files: { detached: false } }, instances };
    const { hosts } = compared(facts).sides.ec2.plan;
    expect(hosts.map(({ name, minimum, maximum }) => [name, minimum, maximum])).toEqual([
      ["hosts", 2, 3],
      ["notes", 1, 1],
    ]);
    const away = "away meanwhile: notes";
    expect(aspect("high availability", facts)).toEqual([away, away, "equal"]);
    expect(aspect("zero downtime", facts)).toEqual([away, away, "equal"]);
  });

  test("what scales by itself", () => {
    expect(aspect("scalability", { services: several, instances })).toEqual([
      "site and notes on 2 to 3 t3.medium by CPU, out above 70 %, in below 30 %",
      "site 2 to 4 tasks, notes 2 to 3 tasks",
      "fargate",
    ]);
    expect(aspect("scalability")).toEqual(["site and notes on 1 t3.medium", "site 1 task, notes 1 task", "equal"]);
  });
});

describe("the recommendation", () => {
  const large = { type: "m7i.xlarge", scaling: { scaleOutPercent: 70, scaleInPercent: 30 } };

  test("is the cheaper one", () => {
    expect(compared()).toMatchObject({ recommended: "ec2" });
    expect(compared().because).toMatch(/^cost at low traffic: \d+\.\d\d USD a month against \d+\.\d\d$/);
    expect(compared({ instances: large })).toMatchObject({ recommended: "fargate" });
  });

  test("is in production the one whose services are away least, then the one that scales finer", () => {
    const production = { production: true, services: several };
    expect(compared(production)).toMatchObject({ recommended: "fargate" });
    expect(compared(production).because).toMatch(
      /^production, by scalability: site 2 to 4 tasks, .*\(ec2: site and notes on/,
    );
    const alone = { ...production, instances: { ...large, minimum: 1, maximum: 1 } };
    expect(compared(alone).because).toMatch(
      /^production, by high availability .*: each service answers from elsewhere \(ec2: away/,
    );
    expect(compared({ production: true, services: one })).toMatchObject({ recommended: "ec2" });
  });
});
