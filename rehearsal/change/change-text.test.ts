import { expect, test } from "vitest";
import { planReport, refusedLosses } from "../../checks/plan/plan-report";
import { aPlan } from "../../checks/plan/testing/plans";
import { changeLines, refusalText } from "./change-text";

const secret = {
  type: "aws_secretsmanager_secret",
  address: "aws_secretsmanager_secret.key",
  actions: ["delete"],
  before: {},
};
const loadBalancer = {
  type: "aws_lb",
  address: "aws_lb.main",
  actions: ["delete", "create"],
  before: { name: "a" },
  after: { name: "b" },
  replacePaths: [["name"]],
};
const approval = {
  stack: "staging-base",
  address: "aws_secretsmanager_secret.key",
  action: "destroy" as const,
  reason: "copied",
  owners: ["platform-team"],
  expires: "2026-12-05",
};

function reportOf(approvals = [approval]) {
  return planReport(aPlan([secret, loadBalancer]), { stack: "staging-base", approvals, today: "2026-11-21" });
}

test("a plan is counted, and what it loses or interrupts is named beneath", () => {
  expect(changeLines(reportOf())).toEqual([
    "staging-base: 1 to destroy, 1 to replace",
    "  aws_secretsmanager_secret.key is destroyed, and holds data (approved)",
    "  aws_lb.main is replaced for name",
    "  aws_secretsmanager_secret.key: tasks that need the secret do not start (downtime: certain)",
    expect.stringMatching(/^ {2}aws_lb\.main: .+ \(downtime: certain\)$/),
  ]);
});

test("a plan that is refused says for what, and how to get there", () => {
  const report = reportOf([]);
  expect(refusedLosses(report).map((loss) => refusalText(report, loss))).toEqual([
    "staging-base: aws_secretsmanager_secret.key is destroyed and holds data; nobody has approved it in " +
      "config/approved-losses.yaml: keep the setting as it was, or approve the loss there once what it holds is saved",
  ]);
});
