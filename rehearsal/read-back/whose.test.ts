import { expect, test } from "vitest";
import { planEnvironment } from "../../model/plan/environment-plan";
import { anAccount, anEnvironment, aService, environmentFrom } from "../../test/helpers/environments";
import { isAnothers } from "./whose";

const staging = planEnvironment(anEnvironment());
const {
  name: _,
  namePrefix: __,
  account: ___,
  ...settings
} = anEnvironment({
  services: { agent: aService({ taskRoleName: "AgentOfTheBranch", logGroup: "/branch/agent" }) },
});
const branch = planEnvironment(
  environmentFrom({ ...settings, account: "shop", namePrefix: "shop-staging-branch" }, anAccount(), "branch"),
);
const scope = { plan: staging, others: [branch] };

test.each([
  ["shop-staging", undefined, false],
  ["shop-staging-agent", undefined, false],
  ["shop-staging-branch", undefined, true],
  ["shop-staging-branch-agent", undefined, true],
  ["alias/shop-staging-branch", undefined, true],
  ["/ecs/shop-staging-branch/agent", undefined, true],
  ["AgentOfTheBranch", undefined, true],
  ["/branch/agent", undefined, true],
  ["slipway-shop-branch-apply", undefined, true],
  ["slipway-shop-branch-base-plan", undefined, true],
  ["slipway-shop-staging-apply", undefined, false],
  ["slipway-shop-read-boundary", undefined, false],
  ["slipway-shop-staging-task-boundary", undefined, false],
  ["slipway-shop-branch-task-boundary", undefined, true],
  ["stranger", undefined, false],
  ["agent", "branch", true],
  ["shop-staging-branch-agent", "staging", false],
  ["shop-staging-branch-agent", "gone", false],
])("%s with the tag %s is another environment's: %s", (name, environment, isOther) => {
  expect(isAnothers(scope, { name, environment })).toBe(isOther);
});
