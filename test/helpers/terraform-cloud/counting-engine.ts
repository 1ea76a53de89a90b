import { type Engine, noChanges } from "./engine";

/** Plans one addition where there is no state, and stores one when it is applied: for tests of our own calls. */
export function countingEngine(): Engine {
  return {
    plan: async ({ state, log }) => {
      log("a plan of nothing in particular\n");
      const hasChanges = state === undefined;
      return { ...noChanges, succeeded: true, hasChanges, additions: hasChanges ? 1 : 0, planJson: planOf(hasChanges) };
    },
    apply: async ({ log }) => {
      log("an apply of nothing in particular\n");
      return { ...noChanges, succeeded: true, additions: 1, state: recorded };
    },
    kill: () => {},
  };
}

function planOf(hasChanges: boolean): string {
  const address = "aws_ecr_repository.agent";
  const change = { actions: ["create"], before: null, after: { name: "agent", kms_key: "hidden" } };
  const sensitive = { after_sensitive: { kms_key: true }, before_sensitive: false };
  const resource = { address, mode: "managed", type: "aws_ecr_repository", name: "agent" };
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: hasChanges ? [{ ...resource, change: { ...change, ...sensitive } }] : [],
  });
}

const recorded = JSON.stringify({
  version: 4,
  terraform_version: "1.11.4",
  serial: 1,
  lineage: "counted",
  outputs: {},
});
