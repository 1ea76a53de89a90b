import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { planEnvironment } from "../model/plan/environment-plan";
import { temporaryFolder } from "../running/tools/testing/temporary-toolbox";
import { smallStaging } from "../test/helpers/fixtures";
import { applyRole, planRole, underRole } from "./delivery-roles";

const plan = planEnvironment(smallStaging());
const stackNamed = (name: string) => ({ name, folder: temporaryFolder() });
const role = "arn:aws:iam::123456789012:role/slipway-shop-staging-base-apply";

test("each stack is applied and planned by its own role, and the account's is applied by an administrator", () => {
  const names = (arn: string | undefined) => arn?.replace(/.*role\//, "");
  const stacks = ["account-shop", "staging-base", "staging"].map(stackNamed);
  expect(stacks.map((stack) => [names(applyRole(plan, stack)), names(planRole(plan, stack))])).toEqual([
    [undefined, "slipway-shop-account-shop-plan"],
    ["slipway-shop-staging-base-apply", "slipway-shop-staging-base-plan"],
    ["slipway-shop-staging-apply", "slipway-shop-staging-plan"],
  ]);
});

test("Terraform assumes the role while it works, and the synthesized folder is as it was afterwards", async () => {
  const stack = stackNamed("staging-base");
  const override = join(stack.folder, "role_override.tf.json");
  const seen = await underRole(stack, role, async () => JSON.parse(readFileSync(override, "utf8")));
  expect(seen.provider.aws[0].assume_role).toEqual([{ role_arn: role, session_name: "slipway-rehearsal" }]);
  expect(existsSync(override)).toBe(false);
});

test("a failure leaves nothing either, and an administrator needs no override", async () => {
  const stack = stackNamed("staging-base");
  const override = join(stack.folder, "role_override.tf.json");
  await expect(underRole(stack, role, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  expect(existsSync(override)).toBe(false);
  expect(await underRole(stack, undefined, async () => existsSync(override))).toBe(false);
});
