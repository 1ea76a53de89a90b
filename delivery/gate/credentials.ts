import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { inheritedObstacles } from "../terraform-cloud/inherited-variables";
import { variableChanges } from "../terraform-cloud/workspace-changes";
import { readVariables } from "../terraform-cloud/workspace-variables";
import { wantedWorkspace } from "../terraform-cloud/workspace-wanted";
import { type Breach, type GateCheck, type GateFacts, proofOf, type StackWorkspaceFacts } from "./proof";

/** A plan runs whatever a branch says, so what it runs with must not be able to apply. */
export const credentials: GateCheck = {
  id: "credentials",
  title: "no plan runs with what could apply",
  prove: async (facts) => {
    const client = facts.terraformCloud(facts.environment.account.terraformCloud);
    const looked = await Promise.all((await facts.workspaces()).map((workspace) => look(client, facts, workspace)));
    return proofOf(
      looked.flatMap(({ breaches }) => breaches),
      looked.flatMap(({ problems }) => problems),
      "each workspace has one role to plan with, another to apply with, and no variable or set beside them that changes it",
    );
  },
};

interface Looked {
  readonly breaches: readonly Breach[];
  readonly problems: readonly string[];
}

async function look(client: TerraformCloudClient, facts: GateFacts, workspace: StackWorkspaceFacts): Promise<Looked> {
  try {
    return await lookAt(client, facts, workspace);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { breaches: [], problems: [error.message] };
  }
}

async function lookAt(
  client: TerraformCloudClient,
  { environment }: GateFacts,
  workspace: StackWorkspaceFacts,
): Promise<Looked> {
  if ("problem" in workspace) throw new UserError(workspace.problem);
  const variables = await readVariables(client, workspace.facts);
  const wanted = wantedWorkspace(environment, workspace.stack, { byAdministrator: false });
  const wayOut = `correct it with: npx slipway workspace ${environment.name}`;
  const own = variableChanges(wanted, variables.own).map(({ what, from, to }) => {
    const is = from ?? "missing";
    return {
      what: `${what} of workspace ${workspace.facts.name} is ${is}${to === undefined ? "" : `, not ${to}`}`,
      wayOut,
    };
  });
  return { breaches: [...own, ...inheritedObstacles(wanted, variables)], problems: variables.unread };
}
