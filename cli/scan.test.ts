import { describe, expect, test } from "vitest";
import type { ScanResult } from "../checks/scan-stacks";
import { Unavailable } from "../running/user-error";
import { outcomeOf } from "./scan";

const clean: ScanResult = {
  today: "2026-11-22",
  findings: [],
  designed: [],
  accepted: [],
  problems: [],
  failures: [],
  passedChecks: { tfsec: 76, checkov: 136 },
  ownRules: 29,
};
const failures = [{ scanner: "tfsec" as const, stack: "staging", message: "tfsec read nothing" }];

const facts = { environment: "staging", owner: "platform-team", production: false };
const nowhere = () => undefined;

describe("slipway scan", () => {
  test("ends with 0 where nothing stands in the way", async () => {
    const { exitCode, document } = await outcomeOf(facts, Promise.resolve(clean), nowhere);
    expect(exitCode).toBe(0);
    expect(document).toEqual({ environment: "staging", outcome: "passed", ...clean });
  });

  test.each<[string, Partial<ScanResult>]>([
    ["the scanner failed", { failures }],
    ["an accepted risk has expired", { problems: ["the accepted risk expired"] }],
  ])("ends with 1 where %s", async (_, part) => {
    const { exitCode, document, lines } = await outcomeOf(facts, Promise.resolve({ ...clean, ...part }), nowhere);
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ outcome: "failed", ...part });
    expect(lines.at(-1)).toBe("staging failed its scan");
  });

  test("ends with 3 where tfsec cannot be had, and says so", async () => {
    const scan = Promise.reject(new Unavailable("tfsec is not on PATH; install it with: go install"));
    expect(await outcomeOf(facts, scan, nowhere)).toEqual({
      exitCode: 3,
      document: {
        environment: "staging",
        outcome: "skipped",
        reason: "tfsec is not on PATH; install it with: go install",
      },
      lines: ["staging was not scanned; skipped, because tfsec is not on PATH; install it with: go install"],
    });
  });

  test("lets every other failure through", async () => {
    await expect(outcomeOf(facts, Promise.reject(new Error("disk full")), nowhere)).rejects.toThrow("disk full");
  });
});
