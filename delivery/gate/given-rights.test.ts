import { expect, test } from "vitest";
import {
  answers,
  custom,
  give,
  inProject,
  tamperedGate,
  telling,
  type WayAround,
} from "../../test/helpers/terraform-cloud/tampered-gate";
import type { Server } from "../../test/helpers/terraform-cloud/workspace-rig";
import { pipelineTeam } from "./pipeline-team";
import { token } from "./token";

const gate = tamperedGate();

test.each([token, pipelineTeam])("$id is proven where nobody has touched anything", async (check) => {
  expect(await gate.proofOf(check)).toMatchObject({ verdict: "proven" });
});

/** A right of the pipeline's team in all of the organization, and what the token's rights and the team's come to. */
function ofTeam(right: string, ofToken: string, ofTeamItself: string): Readonly<Record<string, WayAround>> {
  const tamper = (server: Server) => give(server, { [right]: true });
  return {
    [`the right ${right}, by the token`]: { check: token, verdict: "broken", says: `may ${ofToken}`, tamper },
    [`the right ${right}, of the team`]: {
      check: pipelineTeam,
      verdict: "broken",
      says: `team pipeline may ${ofTeamItself} shop-works`,
      tamper,
      team: "platform",
    },
  };
}

gate.isAround({
  ...ofTeam("manage-workspaces", "apply in workspace staging", "manage all workspaces of"),
  ...ofTeam("manage-membership", "put members into the teams of shop-works", "put members into the teams of"),
  ...ofTeam(
    "manage-agent-pools",
    "change the agents, which make runs, of shop-works",
    "change the agents, which make runs, of",
  ),
  ...ofTeam(
    "manage-policies",
    "change the policies, which runs have to pass, of shop-works",
    "change the policies, which runs have to pass, of",
  ),
  "the right to override policies": {
    check: token,
    verdict: "broken",
    says: "may override the policies of shop-works",
    tamper: (server) => give(server, { "manage-policy-overrides": true }),
  },
  "the right to let others override policies": {
    check: token,
    verdict: "broken",
    says: "may let others override the policies of shop-works",
    tamper: (server) => give(server, { "delegate-policy-overrides": true }),
  },
  "the right to override policies, as a run tells it": {
    check: token,
    verdict: "broken",
    says: "may override the policies that failed a run of workspace staging",
    answer: telling(/\/runs$/, () => '{"data":[{"attributes":{"permissions":{"can-override-policy-check":true}}}]}'),
  },
  "an owner's token": { check: token, verdict: "broken", says: "manage all of shop-works", team: "owners" },
  "an approver's token": { check: token, verdict: "broken", says: "may apply in workspace staging", team: "platform" },
  "runs that a custom access applies": {
    check: token,
    verdict: "broken",
    says: "may apply in workspace staging",
    tamper: (server) => custom(server, { runs: "apply" }),
  },
  "variables that a custom access writes": {
    check: token,
    verdict: "broken",
    says: "may change the variables of workspace staging",
    tamper: (server) => custom(server, { variables: "write" }),
  },
  "a state that a custom access writes": {
    check: token,
    verdict: "broken",
    says: "may write the state of workspace staging",
    tamper: (server) => custom(server, { "state-versions": "write" }),
  },
  "tasks that a custom access changes": {
    check: token,
    verdict: "broken",
    says: "may change the tasks, which runs have to pass, of workspace staging",
    tamper: (server) => custom(server, { "run-tasks": true }),
  },
  "policies that a custom access overrides": {
    check: pipelineTeam,
    verdict: "broken",
    says: "team pipeline may override the policies of workspace staging",
    tamper: (server) => custom(server, { "policy-overrides": true }),
  },
  "a project whose runs the team applies": {
    check: token,
    verdict: "broken",
    says: "may apply in workspace staging",
    tamper: (server) => inProject(server, "write"),
  },
  "a project that the team maintains": {
    check: token,
    verdict: "broken",
    says: "may change the settings of workspace staging",
    tamper: (server) => inProject(server, "maintain"),
  },
  "a project whose runs a custom access applies": {
    check: pipelineTeam,
    verdict: "broken",
    says: "team pipeline may apply in project prj-",
    tamper: (server) => inProject(server, "custom", { runs: "apply" }),
  },
  "an organization that is not to be seen": {
    check: token,
    verdict: "unproven",
    says: "the server does not tell of the rights in shop-works whether there are can-update, can-destroy, can-create-team, can-manage-users",
    answer: answers(404, /organizations\/shop-works$/),
  },
  "a right in a workspace that is not told": {
    check: token,
    verdict: "unproven",
    says: "the server does not tell of the rights in workspace staging whether there are can-queue-apply",
    answer: telling(/workspaces\/staging$/, (text) => text.replace('"can-queue-apply":false,', "")),
  },
  "a right in a workspace that nobody knows": {
    check: token,
    verdict: "unproven",
    says: "nobody knows here what the right can-teleport allows in workspace staging",
    answer: telling(/workspaces\/staging$/, (text) => text.replace('"can-lock":', '"can-teleport":true,"can-lock":')),
  },
  "a right in the organization that nobody knows": {
    check: token,
    verdict: "unproven",
    says: "nobody knows here what the right can-teleport allows in shop-works",
    answer: telling(/shop-works$/, (text) => text.replace('"can-traverse":', '"can-teleport":true,"can-traverse":')),
  },
  "a right of the team that is not told": {
    check: token,
    verdict: "unproven",
    says: "the server does not tell of the rights in shop-works whether there are manage-workspaces",
    answer: telling(/teams\/team-\w+$/, (text) => text.replace('"manage-workspaces":false,', "")),
  },
  "a right of an access that nobody knows": {
    check: pipelineTeam,
    verdict: "unproven",
    says: "nobody knows here what the right teleport allows in workspace account-shop",
    answer: telling(/team-workspaces$/, (text) => text.replace('"runs":', '"teleport":"always","runs":')),
  },
  "an access that is not told": {
    check: pipelineTeam,
    verdict: "unproven",
    says: "this token does not see what team pipeline may in workspace staging",
    answer: answers(404, /team-workspaces$/),
  },
  "a team that is not to be seen": {
    check: pipelineTeam,
    verdict: "unproven",
    says: "shop-works has no team pipeline, or none that this token may see",
    answer: telling(/\/teams$/, () => '{"data":[]}'),
  },
});

test("names the other teams that may do more, as far as the token sees them", async () => {
  expect(await gate.proofOf(pipelineTeam, "owners")).toEqual({
    verdict: "proven",
    text: "team pipeline may plan; platform may do more, as far as this token sees",
  });
});
