import { z } from "zod";
import type { TerraformCloudClient } from "./client";

const workspaceSchema = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      name: z.string(),
      "auto-apply": z.boolean(),
      // Younger than the rest of the API: some servers do not have it.
      "auto-apply-run-trigger": z.boolean().optional(),
      "execution-mode": z.string(),
      "terraform-version": z.string(),
      "tag-names": z.array(z.string()).default([]),
      "vcs-repo": z.object({ identifier: z.string() }).nullish(),
      locked: z.boolean(),
      permissions: z.record(z.string(), z.boolean()),
    }),
    relationships: z.object({ project: z.object({ data: z.object({ id: z.string() }).nullish() }).optional() }),
  }),
});

/** A workspace as the server describes it. */
export interface WorkspaceFacts {
  readonly id: string;
  readonly name: string;
  /** By the API's own names. */
  readonly settings: WorkspaceSettings;
  readonly projectId?: string;
  readonly tags: readonly string[];
  /** Repository whose pushes make its runs. */
  readonly vcsRepository?: string;
  readonly isLocked: boolean;
  /** What the token in hand may do, by the API's own names. */
  readonly permissions: Readonly<Record<string, boolean>>;
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
    projectId: relationships.project?.data?.id,
    tags: attributes["tag-names"],
    vcsRepository: attributes["vcs-repo"]?.identifier,
    isLocked: attributes.locked,
    permissions: attributes.permissions,
  };
}
