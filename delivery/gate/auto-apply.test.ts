import { expect, test } from "vitest";
import { answers, staging, tamperedGate } from "../../test/helpers/terraform-cloud/tampered-gate";
import { autoApply } from "./auto-apply";

const gate = tamperedGate();

test("is proven where nobody has touched anything", async () => {
  expect(await gate.proofOf(autoApply)).toEqual({
    verdict: "proven",
    text: "auto-apply is off and execution remote in account-shop, staging-base, staging",
  });
});

gate.isAround({
  "auto-apply": {
    check: autoApply,
    verdict: "broken",
    says: "auto-apply is on in workspace staging",
    tamper: (server) => Object.assign(staging(server), { autoApply: true }),
  },
  "auto-apply of triggered runs": {
    check: autoApply,
    verdict: "broken",
    says: "auto-apply is on in workspace staging for runs that staging-base triggers",
    tamper: (server) => {
      const { id } = staging(server);
      server.tables.runTriggers.push({
        id: "rt-1",
        workspaceId: id,
        sourceId: server.workspaceNamed("staging-base").id,
      });
      staging(server).autoApplyRunTrigger = true;
    },
  },
  "auto-apply of triggered runs, whoever triggers them": {
    check: autoApply,
    verdict: "broken",
    says: "auto-apply is on in workspace staging for runs that another workspace triggers",
    tamper: (server) => Object.assign(staging(server), { autoApplyRunTrigger: true }),
    answer: answers(404, /run-triggers/),
  },
  "local execution": {
    check: autoApply,
    verdict: "broken",
    says: "workspace staging only keeps the state: whoever writes it applies without a run",
    tamper: (server) => Object.assign(staging(server), { executionMode: "local" }),
  },
  "agents of a pool": {
    check: autoApply,
    verdict: "broken",
    says: "runs of workspace staging are made by machines with credentials of their own (agent in pool apool-1)",
    tamper: (server) => Object.assign(staging(server), { executionMode: "agent", agentPoolId: "apool-1" }),
  },
  "an execution mode that is inherited": {
    check: autoApply,
    verdict: "broken",
    says: "workspace staging inherits its execution mode, so that its project or organization can change it",
    tamper: (server) => Object.assign(staging(server), { executionMode: undefined }),
  },
  "an organization whose runs are local": {
    check: autoApply,
    verdict: "broken",
    says: "workspace staging only keeps the state: whoever writes it applies without a run",
    tamper: (server) => {
      staging(server).executionMode = undefined;
      for (const one of server.tables.organizations) one.defaultExecutionMode = "local";
    },
  },
  "a project whose runs are made by agents": {
    check: autoApply,
    verdict: "broken",
    says: "runs of workspace staging are made by machines with credentials of their own (agent, inherited)",
    tamper: (server) => {
      staging(server).executionMode = undefined;
      for (const project of server.tables.projects) project.defaultExecutionMode = "agent";
    },
  },
  "a repository whose pushes make runs": {
    check: autoApply,
    verdict: "broken",
    says: "pushes to shop-works/agents make the runs of workspace staging",
    tamper: (server) => Object.assign(staging(server), { vcsRepository: "shop-works/agents" }),
  },
  "a day on which all is destroyed": {
    check: autoApply,
    verdict: "broken",
    says: "workspace staging destroys what it has made without asking (auto-destroy-at: 2026-12-24T18:00:00.000Z)",
    tamper: (server) => Object.assign(staging(server), { autoDestroyAt: "2026-12-24T18:00:00.000Z" }),
  },
  "a destruction of what lies idle": {
    check: autoApply,
    verdict: "broken",
    says: "workspace staging destroys what it has made without asking (auto-destroy-activity-duration: 14d)",
    tamper: (server) => Object.assign(staging(server), { autoDestroyActivityDuration: "14d" }),
  },
  "a workspace that is not to be seen": {
    check: autoApply,
    verdict: "unproven",
    says: "shop-works has no workspace staging, or none that this token's team may see",
    answer: answers(404, /workspaces\/staging$/),
  },
});
