import { describe, expect, test } from "vitest";
import type { ApprovedLoss } from "./losses";
import { planMarkdown, planSummary } from "./plan-markdown";
import { planReport, refusedLosses } from "./plan-report";
import { aPlan, type ResourceInPlan } from "./testing/plans";

const bucket: ResourceInPlan = {
  type: "aws_s3_bucket",
  address: "aws_s3_bucket.logs",
  actions: ["delete"],
  before: { bucket: "shop-logs" },
};
const approval: ApprovedLoss = {
  stack: "staging-base",
  address: "aws_s3_bucket.logs",
  action: "destroy",
  reason: "the logs are archived elsewhere",
  owners: ["platform-team"],
  expires: "2026-12-05",
};

function reportOf(resources: readonly ResourceInPlan[], approvals: readonly ApprovedLoss[] = [], further = {}) {
  return planReport(aPlan(resources, further), { stack: "staging-base", approvals, today: "2026-11-21" });
}

describe("what holds data", () => {
  test("is refused where it is destroyed, in bold, with the entry that would approve it", () => {
    const report = reportOf([bucket]);
    expect(refusedLosses(report)).toHaveLength(1);
    expect(planMarkdown(report)).toContain(
      "- **`aws_s3_bucket.logs` is destroyed, and holds data**; **REFUSED**: nobody has approved it in config/approved-losses.yaml",
    );
    expect(planMarkdown(report)).toContain("  - { stack: staging-base, address: aws_s3_bucket.logs, action: destroy,");
  });

  test.each([
    { title: "in time", entry: approval, refused: 0 },
    { title: "expired today", entry: { ...approval, expires: "2026-11-21" }, refused: 1 },
    { title: "for another stack", entry: { ...approval, stack: "production-base" }, refused: 1 },
    { title: "for a replacement", entry: { ...approval, action: "replace" as const }, refused: 1 },
    { title: "for another address", entry: { ...approval, address: "aws_s3_bucket.other" }, refused: 1 },
  ])("is let go by an approval $title: refused $refused", ({ entry, refused }) => {
    expect(refusedLosses(reportOf([bucket], [entry]))).toHaveLength(refused);
  });

  test("is taken to hold data where nobody has classified its type", () => {
    const report = reportOf([{ ...bucket, type: "aws_dynamodb_table", address: "aws_dynamodb_table.orders" }]);
    expect(planMarkdown(report)).toContain("may hold data: its type is not classified");
    expect(refusedLosses(report)).toHaveLength(1);
  });

  test("names what forces a replacement, and comes before everything else", () => {
    const report = reportOf([
      { type: "aws_vpc", actions: ["create"], after: {} },
      {
        type: "aws_lb",
        actions: ["delete", "create"],
        before: { name: "a" },
        after: { name: "b" },
        replacePaths: [["name"]],
      },
      bucket,
    ]);
    expect(report.changes.map(({ action }) => action)).toEqual(["destroy", "replace", "create"]);
    expect(planMarkdown(report)).toContain("- `aws_lb.main` is replaced for `name`");
    expect(planSummary(report)).toBe("1 to destroy, 1 to replace, 1 to create; 1 refused");
  });

  test("counts an object left over from an earlier replacement", () => {
    expect(planMarkdown(reportOf([{ ...bucket, deposed: "abc123" }]))).toContain(
      "left over from an earlier replacement",
    );
  });
});

describe("what users notice", () => {
  const service: ResourceInPlan = {
    type: "aws_ecs_service",
    actions: ["update"],
    before: { task_definition: "a:1" },
    after: { task_definition: "a:2" },
  };

  test("is no downtime where a service rolls", () => {
    const report = reportOf([
      { type: "aws_ecs_task_definition", actions: ["delete", "create"], before: { cpu: "256" }, after: { cpu: "512" } },
      service,
    ]);
    expect(report.downtime).toBe("none");
    expect(report.interruptions.map(({ effect }) => effect)).toEqual([
      "a new revision: its service starts new tasks before it stops the old ones",
      "the service starts new tasks before it stops the old ones; open streams have the deregistration delay",
    ]);
  });

  test("is nothing where only the number of tasks changes", () => {
    expect(reportOf([{ ...service, before: { desired_count: 1 }, after: { desired_count: 2 } }]).interruptions).toEqual(
      [],
    );
  });

  test.each([
    { actions: ["delete", "create"], downtime: "certain" },
    { actions: ["create", "delete"], downtime: "possible" },
    { actions: ["delete"], downtime: "certain" },
  ])("is $downtime downtime where the load balancer has the actions $actions", ({ actions, downtime }) => {
    expect(reportOf([{ type: "aws_lb", actions, before: {}, after: {} }]).downtime).toBe(downtime);
  });

  test("is possible downtime for a type that is not known", () => {
    expect(reportOf([{ type: "aws_dynamodb_table", actions: ["delete"], before: {} }]).downtime).toBe("possible");
  });
});

test("says that nothing changes, and nothing else", () => {
  const report = reportOf([{ type: "aws_vpc", actions: ["no-op"], before: {}, after: {} }]);
  expect(planMarkdown(report)).toBe("### Plan of `staging-base`: no changes\n");
});

test("names moves, imports, what is only forgotten, outputs and drift", () => {
  const text = planMarkdown(
    reportOf(
      [
        {
          type: "aws_vpc",
          address: "aws_vpc.new",
          movedFrom: "aws_vpc.old",
          actions: ["no-op"],
          before: {},
          after: {},
        },
        { type: "aws_eip", actions: ["no-op"], before: {}, after: {}, importing: { id: "eipalloc-1" } },
        { type: "aws_kms_key", actions: ["forget"], before: {} },
      ],
      [],
      {
        output_changes: { url: { actions: ["update"] } },
        resource_drift: [{ address: "aws_lb.main", mode: "managed", type: "aws_lb", change: { actions: ["update"] } }],
      },
    ),
  );
  expect(text).toContain("- `aws_vpc.new` stays as it is, moved from `aws_vpc.old`");
  expect(text).toContain("- `aws_eip.main` is imported");
  expect(text).toContain("- `aws_kms_key.main` is no longer managed, and stays in AWS");
  expect(text).toContain("#### Outputs that change\n\n- `url`");
  expect(text).toContain("#### Changed outside of Terraform\n\n- `aws_lb.main`");
});

test("cannot be given Markdown of the plan's own", () => {
  const text = planMarkdown(reportOf([{ ...bucket, address: 'aws_s3_bucket.x["`\n# <b>all is well</b>"]' }]));
  expect(text.split("\n").filter((line) => line.startsWith("#"))).toEqual([
    "### Plan of `staging-base`: 1 to destroy; 1 refused",
    "#### Destroyed or replaced",
  ]);
  expect(text).toContain('`aws_s3_bucket.x["\' # <b>all is well</b>"]`');
});

describe("a record of a domain", () => {
  const record = (name: string): ResourceInPlan => ({
    type: "aws_route53_record",
    address: "aws_route53_record.domain",
    actions: ["delete"],
    before: { name },
  });
  const reportIn = (name: string, ownDomains?: readonly string[]) =>
    planReport(aPlan([record(name)]), { stack: "staging", approvals: [], today: "2026-11-21", ownDomains });

  test.each(["old.example.com", "_a1.old.example.com", "_A1.old.example.com."])(
    "is refused where its role may not remove %s, with the setting that lets it",
    (name) => {
      const report = reportIn(name, ["new.example.com"]);
      expect(refusedLosses(report)).toHaveLength(1);
      expect(planMarkdown(report)).toContain("name old.example.com in dns.formerDomains");
      expect(planMarkdown(report)).not.toContain("To approve a loss");
    },
  );

  test.each([
    ["is of an own domain", "old.example.com", ["old.example.com"]],
    ["proves an own domain", "_a1.old.example.com.", ["old.example.com"]],
    ["is of nobody who is known", "old.example.com", undefined],
  ])("goes where it %s", (_, name, ownDomains) => {
    expect(refusedLosses(reportIn(name, ownDomains))).toEqual([]);
  });
});
