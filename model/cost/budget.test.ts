import { expect, test } from "vitest";
import { environmentFacts, jobFacts, webFacts } from "../../test/helpers/plan-facts";
import { weekdays as schedule } from "../../test/helpers/weekdays";
import { planEnvironment } from "../plan/environment-plan";
import { budgetProblem } from "./budget";
import { environmentCost } from "./environment-cost";

const services = { site: webFacts(), report: jobFacts() };
function problemWith(monthlyUsd: number, facts: Parameters<typeof environmentFacts>[0] = {}) {
  return budgetProblem(environmentFacts({ services, ...facts, budget: { monthlyUsd } }));
}

const { total } = environmentCost(planEnvironment(environmentFacts({ services })));

test("an environment may cost its budget, and nothing above", () => {
  expect(problemWith(Math.ceil(total.monthlyUsd))).toBeUndefined();
  expect(problemWith(Math.floor(total.monthlyUsd))).toContain(`it would cost about ${total.monthlyUsd.toFixed(2)} USD`);
});

test("what is too dear is told with its three largest lines, what would be enough, and what to allow", () => {
  expect(problemWith(60)).toMatchInlineSnapshot(
    `"it would cost about 87.94 USD a month where 60 is allowed, most of it NAT gateways (32.85), load balancer (16.43), metrics of Container Insights (14.40); use a schedule of Mon-Fri 08:00 to Mon-Fri 20:00 with weekend: teardown (then 49.56), or network.nat: none (then 54.68), or allow 88"`,
  );
});

test("what one setting does not save is told too", () => {
  expect(problemWith(2)).toMatch(/; no single setting is enough; use less, or allow \d+$/);
});

test("a schedule counts, and is not proposed again", () => {
  expect(problemWith(60, { schedule })).toBeUndefined();
  expect(problemWith(20, { schedule })).not.toContain("a schedule of");
});

test("a VPC of others has no NAT to do without", () => {
  const existingVpc = { vpcId: "vpc-1", publicSubnetIds: ["subnet-1", "subnet-2"], privateSubnetIds: ["subnet-3"] };
  expect(problemWith(30, { network: { existingVpc } })).not.toContain("nat");
});
