import { z } from "zod";
import type { Environment } from "../../config/schema/environment";
import { stackNames } from "../../model/stack-names";
import { UserError } from "../../running/user-error";
import { ifThere, nothing, type TerraformCloudClient } from "./client";
import { inheritedObstacles } from "./inherited-variables";
import { accessName } from "./scheduled-access";
import { type ActualWorkspace, type WorkspaceChange, workspaceChanges } from "./workspace-changes";
import { findWorkspace, type Obstacle, pushObstacles, type WorkspaceFacts } from "./workspace-facts";
import { organizationProblem } from "./workspace-of-stack";
import { readVariables } from "./workspace-variables";
import { type WantedWorkspace, wantedWorkspace } from "./workspace-wanted";

/** What has to be done to one stack's workspace. */
export interface StackChanges {
  readonly wanted: WantedWorkspace;
  /** Absent where it has to be made. */
  readonly workspaceId?: string;
  readonly changes: readonly WorkspaceChange[];
  /** What has to be changed elsewhere. */
  readonly obstacles: readonly Obstacle[];
  /** Worth knowing, and no change. */
  readonly notes: readonly string[];
}

export interface WorkspaceReading {
  readonly organization: string;
  readonly projectId: string;
  readonly teams: ReadonlyMap<string, string>;
  readonly stacks: readonly StackChanges[];
  /** What the organization's edition cannot do. */
  readonly notes: readonly string[];
}

/** Compares every stack's workspace with what it has to be. Asks only. */
export async function readWorkspaces(
  client: TerraformCloudClient,
  environment: Environment,
  options: Parameters<typeof wantedWorkspace>[2],
): Promise<WorkspaceReading> {
  const { organization, project } = environment.account.terraformCloud;
  const path = `/organizations/${organization}`;
  if ((await client.find(path, nothing)) === undefined) throw organizationProblem(client, organization);
  const hasTeams = await editionHasTeams(client, path);
  const projectId = await idOf(client, `${path}/projects`, project);
  if (projectId === undefined) {
    throw new UserError(
      `${organization} has no project ${project}, or none that this token may see; make it there, or correct terraformCloud.project`,
    );
  }
  const wanted = stackNames(environment).map((stack) => wantedWorkspace(environment, stack, options));
  const named = [...new Set(wanted.flatMap(({ access }) => Object.keys(access)))];
  const teams = hasTeams ? await teamIds(client, organization, named) : new Map();
  const stacks = wanted.map((workspace) => compare(client, organization, workspace, teams));
  const notes = [...teamNotes(environment.account, hasTeams), ...scheduleNotes(environment, hasTeams)];
  return { organization, projectId, teams, stacks: await Promise.all(stacks), notes };
}

function teamNotes({ name, terraformCloud }: Environment["account"], hasTeams: boolean): readonly string[] {
  const { organization, teams } = terraformCloud;
  if (!hasTeams) {
    return [
      `the edition of ${organization} has no teams: everybody in it may apply, so the pipeline's token may too; ` +
        "teams need another edition of Terraform Cloud",
    ];
  }
  return teams === undefined
    ? [`config/accounts/${name}.yaml names no terraformCloud.teams, so nobody but the owners gets a right`]
    : [];
}

function scheduleNotes({ name, account, schedule }: Environment, hasTeams: boolean): readonly string[] {
  if (schedule?.weekend !== "teardown" || (hasTeams && account.terraformCloud.teams !== undefined)) return [];
  return [
    `nothing tears ${name} down at weekends: a scheduled run is confirmed by the token of a team of its own, and there are no teams; ` +
      "set its weekend to sleep",
  ];
}

/** A server without entitlements is asked for the teams themselves. */
export async function editionHasTeams(client: TerraformCloudClient, path: string): Promise<boolean> {
  const entitlements = await client.find(`${path}/entitlement-set`, entitlementsSchema);
  return entitlements?.data.attributes.teams ?? (await client.find(`${path}/teams`, nothing)) !== undefined;
}

const entitlementsSchema = z.object({
  data: z.object({ attributes: z.object({ teams: z.boolean().optional() }) }),
});

const namedSchema = z.object({ id: z.string(), attributes: z.object({ name: z.string() }) });

async function idOf(client: TerraformCloudClient, path: string, name: string): Promise<string | undefined> {
  const found = await client.list(`${path}?filter%5Bnames%5D=${encodeURIComponent(name)}`, namedSchema);
  return found.find(({ attributes }) => attributes.name === name)?.id;
}

async function teamIds(client: TerraformCloudClient, organization: string, names: readonly string[]) {
  const ids = new Map<string, string>();
  for (const name of names) {
    const id = await idOf(client, `/organizations/${organization}/teams`, name);
    if (id === undefined) {
      throw new UserError(
        `${organization} has no team ${name}, or none that this token may see; make it there, or correct terraformCloud.teams`,
      );
    }
    ids.set(name, id);
  }
  return ids;
}

async function compare(
  client: TerraformCloudClient,
  organization: string,
  wanted: WantedWorkspace,
  teams: ReadonlyMap<string, string>,
): Promise<StackChanges> {
  const facts = await findWorkspace(client, organization, wanted.name);
  if (facts === undefined) {
    const changes = workspaceChanges(wanted, { variables: [], access: [] }, teams);
    return { wanted, changes, obstacles: [], notes: [] };
  }
  const [actual, variables] = await Promise.all([around(client, facts, teams.size > 0), readVariables(client, facts)]);
  return {
    wanted,
    workspaceId: facts.id,
    changes: workspaceChanges(wanted, { ...actual, variables: variables.own }, teams),
    obstacles: [
      ...pushObstacles(facts),
      ...inheritedObstacles(wanted, variables),
      ...variables.unread.map(unreadObstacle),
    ],
    notes: facts.isLocked ? [`workspace ${facts.name} is locked: no run starts until it is unlocked`] : [],
  };
}

function unreadObstacle(what: string): Obstacle {
  return { what, wayOut: "until it is read, nobody knows with what its plans run" };
}

async function around(
  client: TerraformCloudClient,
  facts: WorkspaceFacts,
  withTeams: boolean,
): Promise<Omit<ActualWorkspace, "variables">> {
  const [project, access, bindings] = await Promise.all([
    facts.projectId === undefined ? undefined : client.find(`/projects/${facts.projectId}`, projectSchema),
    withTeams ? client.list(`/team-workspaces?filter%5Bworkspace%5D%5Bid%5D=${facts.id}`, accessSchema) : [],
    // Younger than tags without values; some servers have the one, some the other, HCP Terraform has both.
    ifThere(client.list(`/workspaces/${facts.id}/tag-bindings`, bindingSchema)),
  ]);
  const bound = (bindings ?? []).map(({ attributes: { key, value } }) => (value ? `${key}:${value}` : key));
  return {
    facts: { ...facts, tags: [...facts.tags, ...bound] },
    project: project?.data.attributes.name,
    access: access.map(({ id, attributes, relationships }) => ({
      id,
      teamId: relationships.team.data.id,
      access: accessName(attributes),
    })),
  };
}

const projectSchema = z.object({ data: z.object({ attributes: z.object({ name: z.string() }) }) });

const bindingSchema = z.object({ attributes: z.object({ key: z.string(), value: z.string().nullish() }) });

const accessSchema = z.object({
  id: z.string(),
  attributes: z.looseObject({ access: z.string() }),
  relationships: z.object({ team: z.object({ data: z.object({ id: z.string() }) }) }),
});
