import { environmentNamed } from "../../config/environment-named";
import { currentCommit } from "../terraform-cloud/run-message";
import { workspaceOfStack } from "../terraform-cloud/workspace-of-stack";
import { type LastApplied, lastApplied } from "./last-applied";
import { type Breach, type GateCheck, type GateFacts, proofOf } from "./proof";

export const promotion: GateCheck = {
  id: "promotion",
  title: "the same commit was applied where it has to be tried first",
  prove: async (facts) => {
    const { environment, toolbox } = facts;
    const { promotedFrom, notPromotedBecause } = environment;
    if (promotedFrom.length === 0) {
      const reason = notPromotedBecause === undefined ? "" : `: ${notPromotedBecause}`;
      return { verdict: "proven", because: `${environment.name} waits for no other environment${reason}` };
    }
    const commit = await currentCommit(toolbox.shutdown.children, toolbox.projectRoot, toolbox.environment);
    if (commit === undefined) {
      return {
        verdict: "unproven",
        because: "this folder is no checkout of one commit: commit or undo what has changed",
      };
    }
    const found = await Promise.all(promotedFrom.map((name) => breachOf(facts, name, commit)));
    return proofOf(
      found.flatMap((breach) => breach ?? []),
      [],
      `${commit} is what was last applied to ${promotedFrom.join(", ")}`,
    );
  },
};

async function breachOf(facts: GateFacts, name: string, commit: string): Promise<Breach | undefined> {
  const source = environmentNamed(facts.toolbox.projectRoot, name);
  const { terraformCloud } = source.account;
  const client = facts.terraformCloud(terraformCloud);
  const last = await lastApplied(client, await workspaceOfStack(client, terraformCloud, source.name));
  if (last.kind === "commit" && last.commit === commit) return undefined;
  return {
    what: `${commit} was not applied to ${name}: ${insteadOf(last)}`,
    wayOut: `bring it there first: npx slipway run ${name}, and approve the run`,
  };
}

function insteadOf(last: LastApplied): string {
  switch (last.kind) {
    case "commit":
      return `the last one was ${last.commit}`;
    case "no commit":
      return "no commit was, by slipway run";
    case "unfinished":
      return `its newest apply is ${last.status.replaceAll("_", " ")}, ${last.address}`;
  }
}
