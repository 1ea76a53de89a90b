import { afterEach, expect } from "vitest";
import { staging, tamperedGate } from "../../test/helpers/terraform-cloud/tampered-gate";
import { runStops } from "./run-stops";

const gate = tamperedGate();

afterEach(() => {
  expect(gate.server().tables.runs).toEqual([]);
});

const refused = "a run could apply by itself, so none is made: ";

// Nothing is tried where a run that is made could come through.
gate.isAround({
  "auto-apply": {
    check: runStops,
    verdict: "unproven",
    says: `${refused}auto-apply is on in workspace staging`,
    tamper: (server) => Object.assign(staging(server), { autoApply: true }),
  },
  "auto-apply of triggered runs": {
    check: runStops,
    verdict: "unproven",
    says: `${refused}auto-apply is on in workspace staging for runs that`,
    tamper: (server) => Object.assign(staging(server), { autoApplyRunTrigger: true }),
  },
  "local execution": {
    check: runStops,
    verdict: "unproven",
    says: `${refused}workspace staging only keeps the state`,
    tamper: (server) => Object.assign(staging(server), { executionMode: "local" }),
  },
  "agents of a pool": {
    check: runStops,
    verdict: "unproven",
    says: `${refused}runs of workspace staging are made by machines with credentials of their own`,
    tamper: (server) => Object.assign(staging(server), { executionMode: "agent", agentPoolId: "apool-1" }),
  },
  "runs that pushes make": {
    check: runStops,
    verdict: "unproven",
    says: `${refused}pushes to shop-works/agents make the runs of workspace staging`,
    tamper: (server) => Object.assign(staging(server), { vcsRepository: "shop-works/agents" }),
  },
  "a workspace that is not there": {
    check: runStops,
    verdict: "unproven",
    says: "has no workspace staging",
    tamper: ({ tables }) => {
      tables.workspaces = tables.workspaces.filter(({ name }) => name !== "staging");
    },
  },
});
