import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadApprovedLosses } from "./approved-losses";

const entry = `approvedLosses:
  - stack: staging-base
    address: aws_s3_bucket.logs
    action: destroy
    reason: the logs are archived elsewhere
    owners: [platform-team]
    approvedOn: 2026-11-21
    expires: 2026-12-05
`;

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "slipway-losses-"));
  mkdirSync(join(root, "config"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function load(text: string) {
  writeFileSync(join(root, "config", "approved-losses.yaml"), text);
  return loadApprovedLosses(root);
}

test("lists what may be lost, or nothing", () => {
  expect(load(entry)).toMatchObject([{ address: "aws_s3_bucket.logs", action: "destroy" }]);
  expect(load("approvedLosses: []\n")).toEqual([]);
});

test("holds for 14 days at most", () => {
  expect(() => load(entry.replace("2026-12-05", "2026-12-06"))).toThrow(
    "config/approved-losses.yaml:8:14 approvedLosses[0].expires: 2026-12-06 is 15 days after 2026-11-21, and 14 are allowed; use 2026-12-05 or earlier",
  );
});

test("approves a destroy or a replacement, and nothing else", () => {
  expect(() => load(entry.replace("action: destroy", "action: anything"))).toThrow("approvedLosses[0].action");
});
