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
  environmentFrom({ ...settings, account: "lornu", namePrefix: "lornu-staging-branch" }, anAccount(), "branch"),
);
const scope = { plan: staging, others: [branch] };

test.each([
  ["lornu-staging", undefined, false],
  ["lornu-staging-agent", undefined, false],
  ["lornu-staging-branch", undefined, true],
  ["lornu-staging-branch-agent", undefined, true],
  ["alias/lornu-staging-branch", undefined, true],
  ["/ecs/lornu-staging-branch/agent", undefined, true],
  ["AgentOfTheBranch", undefined, true],
  ["/branch/agent", undefined, true],
  ["slipway-lornu-branch-apply", undefined, true],
  ["slipway-lornu-branch-base-plan", undefined, true],
  ["slipway-lornu-staging-apply", undefined, false],
  ["slipway-lornu-boundary", undefined, false],
  ["stranger", undefined, false],
  ["agent", "branch", true],
  ["lornu-staging-branch-agent", "staging", false],
  ["lornu-staging-branch-agent", "gone", false],
])("%s with the tag %s is another environment's: %s", (name, environment, isOther) => {
  expect(isAnothers(scope, { name, environment })).toBe(isOther);
});
