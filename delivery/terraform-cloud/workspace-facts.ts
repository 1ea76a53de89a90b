import { z } from "zod";
import type { TerraformCloudClient } from "./client";

const relationSchema = z.object({ data: z.object({ id: z.string() }).nullish() }).optional();

const workspaceSchema = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      name: z.string(),
      "auto-apply": z.boolean(),
      // Younger than the rest of the API: some servers do not have it.
      "auto-apply-run-trigger": z.boolean().optional(),
      "execution-mode": z.string(),
      "setting-overwrites": z.object({ "execution-mode": z.boolean().nullish() }).nullish(),
      "auto-destroy-at": z.string().nullish(),
      "auto-destroy-activity-duration": z.string().nullish(),
      "terraform-version": z.string(),
      "tag-names": z.array(z.string()).default([]),
      "vcs-repo": z.object({ identifier: z.string() }).nullish(),
      locked: z.boolean(),
      permissions: z.record(z.string(), z.unknown()).default({}),
    }),
    relationships: z.object({ project: relationSchema, "agent-pool": relationSchema }),
  }),
});

/** A workspace as the server describes it. */
export interface WorkspaceFacts {
  readonly id: string;
  readonly name: string;
  /** By the API's own names. */
  readonly settings: WorkspaceSettings;
  /** Whether its execution mode is not its own, but what the project or organization has for all (go-tfe, WorkspaceSettingOverwrites). */
  readonly inheritsExecutionMode: boolean;
  /** Where execution mode is agent. */
  readonly agentPoolId?: string;
  /** When it destroys what it has made without asking anybody (Destruction and deletion, "Automatically destroy"), by the API's names. */
  readonly selfDestruction: Readonly<Record<string, string>>;
  readonly projectId?: string;
  readonly tags: readonly string[];
  /** Repository whose pushes make its runs. */
  readonly vcsRepository?: string;
  readonly isLocked: boolean;
  /** What the token in hand may do, by the API's own names. */
  readonly permissions: Readonly<Record<string, unknown>>;
}

export interface WorkspaceSettings {
  readonly "auto-apply": boolean;
  readonly "auto-apply-run-trigger"?: boolean;
  readonly "execution-mode": string;
  readonly "terraform-version": string;
}

/** @returns nothing where it is missing, or the token may not see it */
export async function findWorkspace(
  client: TerraformCloudClient,
  organization: string,
  name: string,
): Promise<WorkspaceFacts | undefined> {
  const found = await client.find(`/organizations/${organization}/workspaces/${name}`, workspaceSchema);
  if (found === undefined) return undefined;
  const { id, attributes, relationships } = found.data;
  return {
    id,
    name: attributes.name,
    settings: {
      "auto-apply": attributes["auto-apply"],
      "auto-apply-run-trigger": attributes["auto-apply-run-trigger"],
      "execution-mode": attributes["execution-mode"],
      "terraform-version": attributes["terraform-version"],
    },
    inheritsExecutionMode: attributes["setting-overwrites"]?.["execution-mode"] === false,
    agentPoolId: relationships["agent-pool"]?.data?.id,
    selfDestruction: selfDestruction(attributes),
    projectId: relationships.project?.data?.id,
    tags: attributes["tag-names"],
    vcsRepository: attributes["vcs-repo"]?.identifier,
    isLocked: attributes.locked,
    permissions: attributes.permissions,
  };
}

function selfDestruction(attributes: z.output<typeof workspaceSchema>["data"]["attributes"]) {
  const times = ["auto-destroy-at", "auto-destroy-activity-duration"] as const;
  return Object.fromEntries(times.flatMap((name) => (attributes[name] ? [[name, attributes[name]]] : [])));
}

/** Where its runs are made, for a person. */
export function executionMode({ settings, agentPoolId, inheritsExecutionMode }: WorkspaceFacts): string {
  const pool = agentPoolId === undefined ? "" : ` in pool ${agentPoolId}`;
  return `${settings["execution-mode"]}${pool}${inheritsExecutionMode ? ", inherited" : ""}`;
}

/** What is wrong with a workspace and cannot be corrected in it, and what a person does about it. */
export interface Obstacle {
  readonly what: string;
  readonly wayOut: string;
}

export function pushObstacles({ name, vcsRepository }: WorkspaceFacts): readonly Obstacle[] {
  if (vcsRepository === undefined) return [];
  return [
    {
      what: `pushes to ${vcsRepository} make the runs of workspace ${name}`,
      wayOut: "disconnect it in the workspace's settings, under version control",
    },
  ];
}
