import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { planText } from "../checks/plan/testing/plans";
import { UserError } from "../running/user-error";
import { exitCodeOf, reportOf } from "./plan-report";

const lost = planText([{ type: "aws_kms_key", address: "aws_kms_key.data", actions: ["delete"], before: {} }]);
const facts = { stack: "staging-base", approvals: [], today: "2026-11-21" };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-plan-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function planFile(text: string): string {
  const file = join(folder, "staging-base.json");
  writeFileSync(file, text);
  return file;
}

describe("slipway plan-report", () => {
  test("ends with 0 where the plan may be applied, and with 2 where nobody has approved a loss", () => {
    expect(exitCodeOf([reportOf(planFile(planText([])), facts)])).toBe(0);
    expect(exitCodeOf([reportOf(planFile(planText([])), facts), reportOf(planFile(lost), facts)])).toBe(2);
  });

  test("lets an approved loss pass", () => {
    const approval = {
      stack: "staging-base",
      address: "aws_kms_key.data",
      action: "destroy" as const,
      reason: "nothing is encrypted under it any more",
      owners: ["platform-team"],
      expires: "2026-11-22",
    };
    expect(exitCodeOf([reportOf(planFile(lost), { ...facts, approvals: [approval] })])).toBe(0);
  });

  test("says which file is not a plan, and which is not there", () => {
    const file = planFile(lost.slice(0, 40));
    expect(() => reportOf(file, facts)).toThrow(
      new UserError(
        `${file}: this is not whole JSON, perhaps cut off; make it again with: terraform show -json PLANFILE`,
      ),
    );
    expect(() => reportOf(join(folder, "none.json"), facts)).toThrow(
      new UserError(
        `${join(folder, "none.json")} cannot be read (ENOENT); name a file that \`terraform show -json\` wrote`,
      ),
    );
  });
});
