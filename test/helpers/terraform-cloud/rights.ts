import type { TeamAccess, TeamProject, WorkspaceRights } from "./organization-tables";

type Rights = WorkspaceRights & { readonly admin: boolean };

const none: Rights = {
  runs: "none",
  variables: "none",
  "state-versions": "none",
  "sentinel-mocks": "none",
  "workspace-locking": false,
  "run-tasks": false,
  "policy-overrides": false,
  admin: false,
};

const read: Rights = { ...none, runs: "read", variables: "read", "state-versions": "read" };

const write: Rights = {
  ...none,
  runs: "apply",
  variables: "write",
  "state-versions": "write",
  "sentinel-mocks": "read",
  "workspace-locking": true,
};

const admin: Rights = { ...write, "run-tasks": true, admin: true };

/** Permission model, "Fixed Permission Sets" of workspaces and projects. */
const levels = { none, read, plan: { ...read, runs: "plan" }, write, maintain: admin, admin } as const;

/** What an access comes to; a custom one has what is said, and reads runs beyond that ("Custom Workspace Permissions"). */
export function rightsOf(
  access: TeamAccess["access"] | TeamProject["access"] | "none",
  custom: Partial<WorkspaceRights> = {},
): Rights {
  return access === "custom" ? { ...none, runs: "read", ...custom } : levels[access];
}

const order = {
  runs: ["none", "read", "plan", "apply"],
  variables: ["none", "read", "write"],
  "state-versions": ["none", "read-outputs", "read", "write"],
  "sentinel-mocks": ["none", "read"],
} as const;

/** Each level adds, and none takes away (Permission model). */
export function sumOf(all: readonly Rights[]): Rights {
  const highest = <Level>(levelsOf: readonly Level[], of: (rights: Rights) => Level): Level =>
    all.map(of).reduce((one, other) => (levelsOf.indexOf(one) < levelsOf.indexOf(other) ? other : one));
  const any = (of: (rights: Rights) => boolean) => all.some(of);
  return {
    runs: highest(order.runs, ({ runs }) => runs),
    variables: highest(order.variables, ({ variables }) => variables),
    "state-versions": highest(order["state-versions"], (rights) => rights["state-versions"]),
    "sentinel-mocks": highest(order["sentinel-mocks"], (rights) => rights["sentinel-mocks"]),
    "workspace-locking": any((rights) => rights["workspace-locking"]),
    "run-tasks": any((rights) => rights["run-tasks"]),
    "policy-overrides": any((rights) => rights["policy-overrides"]),
    admin: any((rights) => rights.admin),
  };
}

/** A team's rights by the names of its organization access (go-tfe, OrganizationAccess), all of them told. */
export function organizationAccess(given: Readonly<Record<string, boolean>>): Readonly<Record<string, boolean>> {
  return Object.fromEntries(accesses.map((name) => [name, given[name] === true]));
}

const accesses = [
  "manage-policies",
  "manage-policy-overrides",
  "delegate-policy-overrides",
  "manage-workspaces",
  "manage-vcs-settings",
  "manage-providers",
  "manage-modules",
  "manage-run-tasks",
  "manage-projects",
  "read-workspaces",
  "read-projects",
  "manage-membership",
  "manage-teams",
  "manage-organization-access",
  "access-secret-teams",
  "manage-agent-pools",
] as const;

/**
 * Permissions in an organization, by what of the organization access gives them besides being an owner (Permission model,
 * "Organization Permissions"); the names are those of Organizations API, "Show an Organization".
 */
const permissions: Readonly<Record<string, readonly string[] | "all">> = {
  "can-access-via-teams": "all",
  "can-traverse": "all",
  "can-update": [],
  "can-destroy": [],
  "can-manage-subscription": [],
  "can-manage-sso": [],
  "can-update-api-token": [],
  "can-create-team": ["manage-teams"],
  "can-manage-users": ["manage-membership"],
  "can-create-workspace": ["manage-workspaces", "manage-projects"],
  "can-create-project": ["manage-projects"],
  "can-manage-varsets": ["manage-workspaces", "manage-projects"],
  "can-read-varsets": ["manage-workspaces", "manage-projects", "read-workspaces"],
  "can-manage-tags": ["manage-workspaces", "manage-projects"],
  "can-update-agent-pools": ["manage-agent-pools"],
  "can-update-oauth": ["manage-vcs-settings"],
  "can-update-ssh-keys": ["manage-vcs-settings"],
  "can-update-sentinel": ["manage-policies"],
  "can-manage-run-tasks": ["manage-run-tasks"],
  "can-read-run-tasks": ["manage-run-tasks", "manage-workspaces"],
  "can-create-module": ["manage-modules"],
  "can-create-provider": ["manage-providers"],
  "can-manage-public-modules": ["manage-modules"],
  "can-manage-public-providers": ["manage-providers"],
  "can-manage-custom-providers": ["manage-providers"],
};

export function organizationPermissions(isOwner: boolean, given: Readonly<Record<string, boolean>>) {
  return Object.fromEntries(
    Object.entries(permissions).map(([name, by]) => [
      name,
      isOwner || by === "all" || by.some((access) => given[access] === true),
    ]),
  );
}
