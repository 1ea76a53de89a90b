import { expect, test } from "vitest";
import { writeLockFile } from "../delivery/locking/lock-files";
import { oldestProviderVersion } from "../model/provider-features";
import { rehearsalResult } from "../rehearsal/result";
import { aRehearsal } from "../rehearsal/testing/a-rehearsal";
import { aToolbox } from "../running/tools/testing/temporary-toolbox";
import { providerLines } from "./provider-lines";

test("the provider that rehearsed, and the range or the lock that deploys", () => {
  const rehearsal = aRehearsal(aToolbox());
  const stack = (name: string, minor: number) => ({
    name,
    folder: "",
    planFile: "",
    resourcesByType: {},
    providerRange: `>= 6.${minor}.0, < 7.0.0`,
    leftOut: [],
  });
  rehearsal.stacks.set([stack("account-shop", 0), stack("staging-base", 0), stack("staging", 22)]);
  writeLockFile(rehearsal.toolbox.projectRoot, "staging", 'provider "aws" {\n  version     = "6.31.0"\n}\n');
  const result = rehearsalResult(rehearsal, []);
  expect(result.provider).toEqual({
    rehearsedWith: oldestProviderVersion,
    deployedWith: [
      { stack: "account-shop", range: ">= 6.0.0, < 7.0.0", locked: undefined },
      { stack: "staging-base", range: ">= 6.0.0, < 7.0.0", locked: undefined },
      { stack: "staging", range: ">= 6.22.0, < 7.0.0", locked: "6.31.0" },
    ],
  });
  expect(providerLines(result)).toEqual([
    `provider        ${oldestProviderVersion}`,
    "to be deployed  account-shop, staging-base: by the newest of >= 6.0.0, < 7.0.0, until a lock file names one: npx slipway lock staging",
    "to be deployed  staging: by 6.31.0, as its lock file says",
  ]);
});
