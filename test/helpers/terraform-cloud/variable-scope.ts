import type { Database, Workspace } from "./database";
import type { Scope, Variable, VariableSet } from "./organization-tables";

type Place = Pick<Workspace, "id" | "organization" | "projectId">;

/** Whether a set reaches a workspace: by all of the organization, its project, or itself (Variable Sets API). */
export function reaches(set: Scope & { readonly organization: string }, { id, organization, projectId }: Place) {
  return (
    set.organization === organization &&
    (set.isGlobal || set.projectIds.includes(projectId) || set.workspaceIds.includes(id))
  );
}

type Setting = Omit<Variable, "workspaceId">;

/**
 * What a run finds in its environment, the later before the earlier. Workspace variables, "Precedence": global sets, then those of
 * projects and of workspaces, of the organization and then of a project; the workspace's own; and the sets with priority the
 * other way round. Among equals the first name in the order of code points.
 */
export function runEnvironment({ tables }: Database, workspace: Place): Readonly<Record<string, string>> {
  const sets = tables.variableSets.filter((set) => reaches(set, workspace)).sort(byName);
  const own = tables.variables.filter(({ workspaceId }) => workspaceId === workspace.id);
  const usual = sets.filter(({ isPriority }) => !isPriority);
  const priority = sets.filter(({ isPriority }) => isPriority);
  const layers: readonly (readonly Setting[])[] = [
    ...[...usual].sort((a, b) => rank(a) - rank(b)).map(({ variables }) => variables),
    own,
    ...[...priority].sort((a, b) => priorityRank(b) - priorityRank(a)).map(({ variables }) => variables),
  ];
  const exported = layers.flat().filter(({ category }) => category === "env");
  return Object.fromEntries(exported.map(({ key, value }) => [key, value]));
}

/** The last name first, so that the first has the last word. */
function byName(one: VariableSet, other: VariableSet): number {
  return one.name < other.name ? 1 : -1;
}

function isOfWorkspaces({ projectIds }: VariableSet): boolean {
  return projectIds.length === 0;
}

/** 13 to 9 of the documented order: the higher, the stronger. */
function rank(set: VariableSet): number {
  if (set.isGlobal) return 0;
  return (isOfWorkspaces(set) ? 2 : 1) + (set.ownerProjectId === undefined ? 0 : 2);
}

/** 1 to 5 of the documented order: the lower, the stronger. */
function priorityRank(set: VariableSet): number {
  if (set.isGlobal) return 1;
  return (isOfWorkspaces(set) ? 3 : 2) + (set.ownerProjectId === undefined ? 0 : 2);
}
