import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "../terraform-cloud/client";
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
    const problems: string[] = [];
    const breaches: Breach[] = [];
    for (const workspace of await facts.workspaces()) {
      try {
        breaches.push(...(await breachesOf(client, facts, workspace)));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push(error.message);
      }
    }
    return proofOf(breaches, problems, "each workspace has one role to plan with, another to apply with, and no key");
  },
};

async function breachesOf(
  client: TerraformCloudClient,
  { environment }: GateFacts,
  workspace: StackWorkspaceFacts,
): Promise<readonly Breach[]> {
  if ("problem" in workspace) throw new UserError(workspace.problem);
  const variables = await readVariables(client, workspace.facts);
  const wayOut = `correct it with: npx slipway workspace ${environment.name}`;
  return variableChanges(wantedWorkspace(environment, workspace.stack, { byAdministrator: false }), variables).map(
    ({ what, from, to }) => {
      const is = from ?? "missing";
      return {
        what: `${what} of workspace ${workspace.facts.name} is ${is}${to === undefined ? "" : `, not ${to}`}`,
        wayOut,
      };
    },
  );
}
