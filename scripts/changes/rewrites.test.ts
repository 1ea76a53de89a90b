import { expect, test } from "vitest";
import { planReport } from "../../checks/plan/plan-report";
import { aPlan } from "../../checks/plan/testing/plans";
import { anEnvironment } from "../../test/helpers/environments";
import { blocksOf, happeningsOf, rewritten } from "./rewrites";

test("a setting rewrites what its JSON differs in, and the data sources and providers with it", () => {
  const before = blocksOf(anEnvironment());
  const budget = rewritten(before, blocksOf(anEnvironment({ budget: { monthlyUsd: 200 } })));
  expect(budget).toEqual([expect.stringMatching(/^staging-base aws_budgets_budget\./)]);
  const zone = { domain: "staging.example.com", zone: { name: "staging.example.com" } };
  expect(rewritten(before, blocksOf(anEnvironment({ dns: zone })))).toEqual([
    expect.stringMatching(/^staging data\.aws_route53_zone\./),
    expect.stringMatching(/^staging-base data\.aws_route53_zone\./),
  ]);
});

const update = { actions: ["update"], before: { a: 1 }, after: { a: 2 } };
const plan = aPlan([
  { type: "aws_ecs_task_definition", address: "aws_ecs_task_definition.agent", ...update },
  { type: "aws_ecs_service", address: "aws_ecs_service.agent", ...update },
  { type: "aws_budgets_budget", address: "aws_budgets_budget.budget", ...update },
]);
const reports = [planReport(plan, { stack: "staging", approvals: [], today: "2026-11-21" })];
const after = new Map([
  ["staging aws_ecs_service.agent", '{"task_definition":"${aws_ecs_task_definition.agent.arn}"}'],
]);
const size = ["staging aws_ecs_task_definition.agent"];
const budget = ["staging aws_budgets_budget.budget"];
const addresses = (own: readonly string[], others: readonly (readonly string[])[]) =>
  happeningsOf(own, others, { reports, after }).map(({ change }) => change.address);

test("of a group's plans, a setting causes what it rewrites and what refers to that", () => {
  expect(addresses(size, [budget])).toEqual(["aws_ecs_service.agent", "aws_ecs_task_definition.agent"]);
  expect(addresses(budget, [size])).toEqual(["aws_budgets_budget.budget"]);
});

test("a setting that was changed alone causes everything", () => {
  expect(addresses(budget, [])).toHaveLength(3);
});
