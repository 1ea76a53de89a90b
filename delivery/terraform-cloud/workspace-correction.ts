import { z } from "zod";
import { UserError } from "../../running/user-error";
import { nothing, type TerraformCloudClient } from "./client";
import { TerraformCloudError } from "./refusal";
import { accessAttributes } from "./scheduled-access";
import type { WorkspaceChange } from "./workspace-changes";
import type { StackChanges, WorkspaceReading } from "./workspace-reading";

/**
 * Settings first, so that a workspace never has credentials before it has a gate. Each change stands for itself: what fails in
 * the middle is completed by the next call.
 */
export async function correctWorkspace(
  client: TerraformCloudClient,
  reading: WorkspaceReading,
  stack: StackChanges,
): Promise<void> {
  const id = await writeSettings(client, reading, stack);
  await addTags(client, id, stack.changes);
  for (const change of stack.changes) {
    if (change.kind === "access") await grant(client, id, reading.teams, change);
    if (change.kind === "variable") await setVariable(client, id, change);
    if (change.kind === "removal") await client.delete(`/workspaces/${id}/vars/${change.variableId}`);
  }
}

/** @returns the workspace's id */
async function writeSettings(
  client: TerraformCloudClient,
  { organization, projectId }: WorkspaceReading,
  { wanted, workspaceId, changes }: StackChanges,
): Promise<string> {
  const settings = changes.filter((change) => change.kind === "setting");
  const attributes = {
    ...Object.fromEntries(settings.map(({ attribute, value }) => [attribute, value])),
    ...owned(settings),
  };
  const movesProject = changes.some(({ kind }) => kind === "project");
  const relationships = movesProject ? { project: { data: { type: "projects", id: projectId } } } : {};
  if (workspaceId === undefined) {
    const data = { type: "workspaces", attributes: { name: wanted.name, ...attributes }, relationships };
    return create(client, organization, wanted.name, data);
  }
  if (settings.length > 0 || movesProject) {
    await client.patch(
      `/workspaces/${workspaceId}`,
      { data: { type: "workspaces", attributes, relationships } },
      nothing,
    );
  }
  return workspaceId;
}

type SettingChange = Extract<WorkspaceChange, { readonly kind: "setting" }>;

/** A value that is given is the workspace's own from then on, a value that is taken away is its project's unless it says so. */
function owned(settings: readonly SettingChange[]) {
  const changes = (name: string) => settings.some(({ attribute, from }) => attribute === name && from !== undefined);
  return {
    ...(changes("execution-mode") ? { "setting-overwrites": { "execution-mode": true } } : {}),
    ...(changes("auto-destroy-activity-duration") ? { "inherits-project-auto-destroy": false } : {}),
  };
}

const createdSchema = z.object({ data: z.object({ id: z.string() }) });

async function create(client: TerraformCloudClient, organization: string, name: string, data: object): Promise<string> {
  try {
    const path = `/organizations/${organization}/workspaces`;
    return (await client.post(path, { data }, createdSchema)).data.id;
  } catch (error) {
    // A workspace's name is its organization's, whatever the project.
    if (!(error instanceof TerraformCloudError) || !/already been taken/.test(error.message)) throw error;
    throw new UserError(
      `${organization} already has a workspace ${name} that this token may not see; ` +
        "use a token that may administer it, or set terraformCloud.workspacePrefix in the account's file",
    );
  }
}

async function addTags(client: TerraformCloudClient, id: string, changes: readonly WorkspaceChange[]): Promise<void> {
  const tags = changes.filter((change) => change.kind === "tag");
  if (tags.length === 0) return;
  const data = tags.map(({ tag }) => ({ type: "tags", attributes: { name: tag } }));
  try {
    await client.post(`/workspaces/${id}/relationships/tags`, { data }, nothing);
  } catch (error) {
    if (!(error instanceof TerraformCloudError) || error.status !== 404) throw error;
    // A server that has tags with values only.
    const bindings = tags.map(({ tag }) => ({ type: "tag-bindings", attributes: binding(tag) }));
    await client.patch(`/workspaces/${id}/tag-bindings`, { data: bindings }, nothing);
  }
}

function binding(tag: string) {
  const [key, value] = tag.split(":");
  return { key, value };
}

async function grant(
  client: TerraformCloudClient,
  id: string,
  teams: ReadonlyMap<string, string>,
  { team, access, accessId }: Extract<WorkspaceChange, { readonly kind: "access" }>,
): Promise<void> {
  const attributes = accessAttributes(access);
  if (accessId !== undefined) {
    const document = { data: { type: "team-workspaces", attributes } };
    await client.patch(`/team-workspaces/${accessId}`, document, nothing);
    return;
  }
  const relationships = {
    team: { data: { type: "teams", id: teams.get(team) } },
    workspace: { data: { type: "workspaces", id } },
  };
  await client.post("/team-workspaces", { data: { type: "team-workspaces", attributes, relationships } }, nothing);
}

async function setVariable(
  client: TerraformCloudClient,
  id: string,
  { key, value, existing }: Extract<WorkspaceChange, { readonly kind: "variable" }>,
): Promise<void> {
  const path = `/workspaces/${id}/vars`;
  const attributes = { key, value, category: "env", hcl: false, sensitive: false };
  if (existing !== undefined && !existing.isSensitive) {
    await client.patch(`${path}/${existing.id}`, { data: { type: "vars", id: existing.id, attributes } }, nothing);
    return;
  }
  // What was once sensitive stays so, and could never be checked.
  if (existing !== undefined) await client.delete(`${path}/${existing.id}`);
  await client.post(path, { data: { type: "vars", attributes } }, nothing);
}
