import { refusal } from "./refused-variables";
import { executionMode, type WorkspaceFacts } from "./workspace-facts";
import type { Variable } from "./workspace-variables";
import type { WantedWorkspace } from "./workspace-wanted";

/** What a stack's workspace is on the server, and around it. */
export interface ActualWorkspace {
  /** Absent where it has to be made. */
  readonly facts?: WorkspaceFacts;
  /** Name of its project. */
  readonly project?: string;
  /** Its environment variables. */
  readonly variables: readonly Variable[];
  /** What the teams may do that have a right in it. */
  readonly access: readonly TeamAccess[];
}

interface TeamAccess {
  readonly id: string;
  readonly teamId: string;
  readonly access: string;
}

export type WorkspaceChange =
  | Difference<"setting", { readonly attribute: string; readonly value: string | boolean | null }>
  | Difference<"project">
  | Difference<"tag", { readonly tag: string }>
  | Difference<"access", { readonly team: string; readonly access: string; readonly accessId?: string }>
  | Difference<"variable", { readonly key: string; readonly value: string; readonly existing?: Variable }>
  | Difference<"removal", { readonly variableId: string }>;

/** For a person: no value of a variable that may be secret is ever in `from`. */
type Difference<Kind extends string, Further = object> = {
  readonly kind: Kind;
  readonly what: string;
  readonly from?: string;
  readonly to?: string;
} & Further;

/** @param teams ids of the account's teams; empty where the organization's edition has none */
export function workspaceChanges(
  wanted: WantedWorkspace,
  actual: ActualWorkspace,
  teams: ReadonlyMap<string, string>,
): readonly WorkspaceChange[] {
  return [
    ...settingChanges(wanted, actual),
    ...destructionChanges(actual),
    ...projectChange(wanted, actual),
    ...wanted.tags
      .filter((tag) => actual.facts?.tags.includes(tag) !== true)
      .map((tag) => ({ kind: "tag", what: "tag", to: tag, tag }) as const),
    ...accessChanges(wanted, actual, teams),
    ...variableChanges(wanted, actual.variables),
  ];
}

/** What keeps the runs from exactly one role to plan with and one to apply with. */
export function variableChanges(
  { variables: wanted }: WantedWorkspace,
  variables: readonly Variable[],
): readonly WorkspaceChange[] {
  return [...corrections(wanted, variables), ...removals(wanted, variables)];
}

function settingChanges({ settings }: WantedWorkspace, { facts }: ActualWorkspace): readonly WorkspaceChange[] {
  const found = new Map(Object.entries(facts?.settings ?? {}));
  return Object.entries(settings).flatMap(([attribute, value]) => {
    const isMode = facts !== undefined && attribute === "execution-mode";
    const is = found.get(attribute);
    const isRight = is === value && !(isMode && facts.inheritsExecutionMode);
    // What a server does not tell of a workspace, it does not have.
    if (facts !== undefined && (is === undefined || isRight)) return [];
    const from = isMode ? executionMode(facts) : is?.toString();
    return [{ kind: "setting", what: attribute, from, to: String(value), attribute, value }];
  });
}

/** Nothing destroys itself. */
function destructionChanges({ facts }: ActualWorkspace): readonly WorkspaceChange[] {
  return Object.entries(facts?.selfDestruction ?? {}).map(([attribute, from]) => ({
    kind: "setting",
    what: attribute,
    from,
    to: "never",
    attribute,
    value: null,
  }));
}

function projectChange({ project: to }: WantedWorkspace, { project: from }: ActualWorkspace) {
  return from === to ? [] : [{ kind: "project", what: "project", from, to } as const];
}

function accessChanges(
  { access: wanted }: WantedWorkspace,
  { access: actual }: ActualWorkspace,
  teams: ReadonlyMap<string, string>,
): readonly WorkspaceChange[] {
  return [...teams].flatMap(([team, teamId]) => {
    const access = wanted[team];
    const existing = actual.find((granted) => granted.teamId === teamId);
    if (access === undefined || existing?.access === access) return [];
    const difference = { what: `access of team ${team}`, from: existing?.access, to: access };
    return [{ kind: "access", ...difference, team, access, accessId: existing?.id }];
  });
}

function corrections(wanted: WantedWorkspace["variables"], variables: readonly Variable[]) {
  return Object.entries(wanted).flatMap(([key, value]): readonly WorkspaceChange[] => {
    const existing = variables.find((variable) => variable.key === key);
    if (existing !== undefined && !existing.isSensitive && existing.value === value) return [];
    const from = existing?.isSensitive === true ? "(sensitive)" : existing?.value;
    return [{ kind: "variable", what: `variable ${key}`, from, to: value, key, value, existing }];
  });
}

function removals(wanted: WantedWorkspace["variables"], variables: readonly Variable[]): readonly WorkspaceChange[] {
  return variables.flatMap(({ id, key }): readonly WorkspaceChange[] => {
    const reason = Object.hasOwn(wanted, key) ? undefined : refusal(key);
    return reason === undefined ? [] : [{ kind: "removal", what: `variable ${key}`, from: reason, variableId: id }];
  });
}
