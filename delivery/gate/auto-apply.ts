import { z } from "zod";
import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { executionMode, pushObstacles, type WorkspaceFacts } from "../terraform-cloud/workspace-facts";
import { readable } from "./facts";
import { type Breach, type GateCheck, proofOf } from "./proof";

export const autoApply: GateCheck = {
  id: "auto-apply",
  title: "no workspace applies a run by itself",
  prove: async ({ environment, workspaces, terraformCloud }) => {
    const { read, problems } = readable(await workspaces());
    const wayOut = `correct it with: npx slipway workspace ${environment.name}`;
    const breaches = await Promise.all(
      read.map(async (workspace) => [
        ...settingBreaches(workspace).map((what) => ({ what, wayOut })),
        ...(await triggerBreaches(() => terraformCloud(environment.account.terraformCloud), workspace, wayOut)),
        ...pushObstacles(workspace),
      ]),
    );
    const names = read.map(({ name }) => name).join(", ");
    return proofOf(breaches.flat(), problems, `auto-apply is off and execution remote in ${names}`);
  },
};

function settingBreaches(workspace: WorkspaceFacts): readonly string[] {
  const { name, settings, inheritsExecutionMode, selfDestruction } = workspace;
  const mode = settings["execution-mode"];
  return [
    ...(settings["auto-apply"] ? [`auto-apply is on in workspace ${name}`] : []),
    ...(mode === "local" ? [`workspace ${name} only keeps the state: whoever writes it applies without a run`] : []),
    ...(mode === "local" || mode === "remote"
      ? []
      : [`runs of workspace ${name} are made by machines with credentials of their own (${executionMode(workspace)})`]),
    ...(inheritsExecutionMode
      ? [`workspace ${name} inherits its execution mode, so that its project or organization can change it`]
      : []),
    ...Object.entries(selfDestruction).map(
      ([setting, time]) => `workspace ${name} destroys what it has made without asking (${setting}: ${time})`,
    ),
  ];
}

async function triggerBreaches(
  client: () => TerraformCloudClient,
  { id, name, settings }: WorkspaceFacts,
  wayOut: string,
): Promise<readonly Breach[]> {
  if (settings["auto-apply-run-trigger"] !== true) return [];
  const sources = await triggeringWorkspaces(client(), id);
  return [{ what: `auto-apply is on in workspace ${name} for runs that ${sources} triggers`, wayOut }];
}

const triggerSchema = z.object({ attributes: z.object({ "sourceable-name": z.string() }) });

/** The setting is a breach before there is a trigger, and where they cannot be read. */
async function triggeringWorkspaces(client: TerraformCloudClient, id: string): Promise<string> {
  const path = `/workspaces/${id}/run-triggers?filter%5Brun-trigger%5D%5Btype%5D=inbound`;
  try {
    const triggers = await client.list(path, triggerSchema);
    const names = triggers.map(({ attributes }) => attributes["sourceable-name"]);
    return names.length === 0 ? "another workspace" : names.join(" or ");
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return "another workspace";
  }
}
