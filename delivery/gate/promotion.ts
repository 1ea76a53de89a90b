import { z } from "zod";
import { environmentNamed } from "../../config/environment-named";
import type { Environment } from "../../config/schema/environment";
import { workspaceName } from "../../model/terraform-cloud";
import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { commitInMessage, currentCommit } from "../terraform-cloud/run-message";
import { findWorkspace } from "../terraform-cloud/workspace-facts";
import { missingWorkspace } from "../terraform-cloud/workspace-of-stack";
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
  const last = await lastApplied(facts.terraformCloud(terraformCloud), source);
  if (last === commit) return undefined;
  const what = `${commit} was not applied to ${name}: ${last === undefined ? "no commit was, by slipway run" : `the last one was ${last}`}`;
  return { what, wayOut: `bring it there first: npx slipway run ${name}, and approve the run` };
}

const runSchema = z.object({
  attributes: z.object({
    status: z.string(),
    message: z.string().nullish(),
    "plan-only": z.boolean().default(false),
  }),
});

/** @returns the commit of the newest run of the runtime that was applied, or had nothing to change */
async function lastApplied(
  client: TerraformCloudClient,
  { name: environment, account: { terraformCloud } }: Environment,
): Promise<string | undefined> {
  const { organization } = terraformCloud;
  const name = workspaceName(terraformCloud, environment);
  const workspace = await findWorkspace(client, organization, name);
  if (workspace === undefined) throw await missingWorkspace(client, organization, name);
  const data = await client.list(`/workspaces/${workspace.id}/runs`, runSchema, 100);
  const applied = data.find(({ attributes }) => attributes.status === "applied" || hadNothingToChange(attributes));
  if (applied === undefined && data.length === 100) {
    throw new UserError(`none of the last 100 runs of workspace ${name} was applied`);
  }
  return commitInMessage(applied?.attributes.message ?? "");
}

/** A run of ours whose plan was empty: the commit is applied as it is. */
function hadNothingToChange({
  status,
  message,
  "plan-only": planOnly,
}: z.output<typeof runSchema>["attributes"]): boolean {
  return status === "planned_and_finished" && !planOnly && commitInMessage(message ?? "") !== undefined;
}
