import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../running/tools/testing/temporary-toolbox";
import { copyLockFiles, lockFileOf, lockFileWarnings, writeLockFile } from "./lock-files";

const staging = { name: "staging", account: { name: "shop" } };
const production = { name: "production", account: { name: "shop" } };

function aProject(...locked: readonly string[]): string {
  const root = temporaryFolder();
  for (const stack of locked) writeLockFile(root, stack, `# ${stack}\n`);
  return root;
}

describe("the warning", () => {
  test("names every stack without a lock file and the command that makes them", () => {
    expect(lockFileWarnings(aProject(), [staging])).toEqual([
      "no lock file for account-shop, staging-base, staging: Terraform Cloud takes the newest provider in range; " +
        "make them with: npx slipway lock staging",
    ]);
  });

  test("names a shared account once, and only the environments that lack something", () => {
    const root = aProject("production-base", "staging", "staging-base");
    expect(lockFileWarnings(root, [production, staging])[0]).toContain("for account-shop, production: Terraform");
    writeLockFile(root, "account-shop", "");
    expect(lockFileWarnings(root, [production, staging])).toEqual([
      expect.stringMatching(/^no lock file for production: .* npx slipway lock production$/),
    ]);
  });

  test("joins the commands of several environments into one that can be run", () => {
    expect(lockFileWarnings(aProject(), [production, staging])[0]).toMatch(
      /: npx slipway lock production && npx slipway lock staging$/,
    );
  });

  test("is silent where every stack has one", () => {
    expect(lockFileWarnings(aProject("account-shop", "staging-base", "staging"), [staging])).toEqual([]);
  });
});

test("the lock files that are there are copied beside the JSON of their stacks", () => {
  const root = aProject("staging", "removed");
  for (const stack of ["staging-base", "staging"]) mkdirSync(join(root, "out", "stacks", stack), { recursive: true });
  copyLockFiles(root, join(root, "out"));
  expect(readdirSync(join(root, "out"), { recursive: true, encoding: "utf8" }).sort()).toEqual([
    "stacks",
    "stacks/staging",
    "stacks/staging-base",
    "stacks/staging/.terraform.lock.hcl",
  ]);
  expect(readFileSync(join(root, "out/stacks/staging/.terraform.lock.hcl"), "utf8")).toBe("# staging\n");
});

describe("writing", () => {
  test("replaces an old lock file and leaves nothing else", () => {
    const root = aProject("staging");
    writeLockFile(root, "staging", "# new\n");
    expect(readFileSync(join(root, lockFileOf("staging")), "utf8")).toBe("# new\n");
    expect(readdirSync(join(root, "config", "locks"))).toEqual(["staging.terraform.lock.hcl"]);
  });

  test("where there can be no such folder says so in one sentence", () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "config"));
    writeFileSync(join(root, dirname(lockFileOf("staging"))), "");
    expect(() => writeLockFile(root, "staging", "")).toThrow(
      /config\/locks.* cannot be written \(E[A-Z]+\); make config\/locks a writable folder$/,
    );
  });
});
