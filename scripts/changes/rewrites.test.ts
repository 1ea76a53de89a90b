import { expect, test } from "vitest";
import { planReport } from "../../checks/plan/plan-report";
import { aPlan } from "../../checks/plan/testing/plans";
import { anEnvironment } from "../../test/helpers/environments";
import { blocksOf, happeningsOf, renamed, rewritten } from "./rewrites";

test("a setting rewrites what its JSON differs in, and the data sources and providers with it", () => {
  const before = blocksOf(anEnvironment());
  const budget = rewritten(before, blocksOf(anEnvironment({ budget: { monthlyUsd: 200 } })));
  expect(budget).toEqual([expect.stringMatching(/^staging-base aws_budgets_budget\./)]);
  const zone = { domain: "staging.example.com", zone: { name: "staging.example.com" } };
  expect(rewritten(before, blocksOf(anEnvironment({ dns: zone })))).toEqual([
    expect.stringMatching(/^staging data\.aws_route53_zone\./),
  ]);
});

const plan = aPlan([
  {
    type: "aws_ecs_task_definition",
    address: "aws_ecs_task_definition.agent",
    actions: ["delete", "create"],
    before: { arn: "agent:1", cpu: 256 },
    after: { cpu: 512 },
    afterUnknown: { arn: true },
  },
  {
    type: "aws_lb_target_group",
    address: "aws_lb_target_group.agent",
    actions: ["update"],
    before: { arn: "group", health_check: 1 },
    after: { arn: "group", health_check: 2 },
  },
  {
    type: "aws_ecs_service",
    address: "aws_ecs_service.agent",
    actions: ["update"],
    before: { task_definition: "agent:1", desired_count: 1 },
    after: { desired_count: 2 },
    afterUnknown: { task_definition: true },
  },
  { type: "aws_budgets_budget", address: "aws_budgets_budget.budget", actions: ["create"] },
]);
const reports = [planReport(plan, { stack: "staging", approvals: [], today: "2026-11-21" })];
const service = "${aws_ecs_task_definition.agent.arn} ${aws_lb_target_group.agent.arn}";
const after = new Map([["staging aws_ecs_service.agent", service]]);
const caused = (own: string, isAlone = false) =>
  happeningsOf([`staging ${own}`], isAlone, { reports, after }).map(({ change }) => change.address);

test("of a group's plans, a setting causes what it rewrites and what takes a changed value from that", () => {
  expect(caused("aws_ecs_task_definition.agent")).toEqual(["aws_ecs_task_definition.agent", "aws_ecs_service.agent"]);
  expect(caused("aws_lb_target_group.agent")).toEqual(["aws_lb_target_group.agent"]);
  expect(caused("aws_ecs_service.agent")).toEqual(["aws_ecs_service.agent"]);
});

test("a setting that was changed alone causes everything", () => {
  expect(caused("aws_budgets_budget.budget", true)).toHaveLength(4);
});

test("what is new, gone or has another name is another thing", () => {
  const before = blocksOf(anEnvironment());
  const changed = blocksOf(anEnvironment({ budget: { monthlyUsd: 200 }, alerts: { email: "other@example.com" } }));
  expect(renamed(before, changed)).toEqual([]);
  const [alarm = ""] = [...before.keys()].filter((key) => key.includes("aws_cloudwatch_metric_alarm"));
  const of = (name: string) => new Map([[alarm, JSON.stringify({ name })]]);
  expect(renamed(of("cpu"), of("processor"))).toEqual([alarm]);
  expect(renamed(of("cpu"), new Map())).toEqual([alarm]);
});
