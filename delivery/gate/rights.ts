/** What a right is good for: a way around the gate (reads after "may"), or why it is none. */
type Right =
  | { readonly may: string /** Told by every server, so that its absence says nothing. */; readonly isTold?: true }
  | { readonly harmless: string };

type Rights = Readonly<Record<string, Right>>;

const reads = { harmless: "it reads" } as const;
const ofRegistry = { harmless: "no stack takes a module or provider of the organization's registry" } as const;
const ofNewWorkspaces = { harmless: "no role trusts a workspace that is new" } as const;

/**
 * Rights in an organization (OpenAPI document, `organizations`, permissions; go-tfe, OrganizationPermissions; Permission model,
 * "Organization Permissions"). Told by every server is what the answers in Organizations API, "Show an organization" hold.
 */
export const organizationRights: Rights = {
  "can-update": { may: "change the settings of", isTold: true },
  "can-destroy": { may: "delete", isTold: true },
  "can-create-team": { may: "make and change teams of", isTold: true },
  "can-manage-users": { may: "put members into the teams of", isTold: true },
  "can-manage-sso": { may: "decide who belongs to which team of", isTold: true },
  "can-manage-groups-in-hcp": { may: "decide who belongs to which team of" },
  "can-update-api-token": { may: "make a token of all rights for", isTold: true },
  "can-update-authentication-token": { may: "make a token of all rights for" },
  "can-manage-varsets": { may: "change the variable sets of", isTold: true },
  "can-update-agent-pools": { may: "change the agents, which make runs, of", isTold: true },
  "can-create-project": { may: "manage the projects of", isTold: true },
  "can-create-project-in-hcp": { may: "manage the projects of" },
  "can-update-sentinel": { may: "change the policies, which runs have to pass, of", isTold: true },
  "can-manage-run-tasks": { may: "change the tasks, which runs have to pass, of", isTold: true },
  "can-manage-subscription": { may: "change the edition, and so whether teams limit anybody, of", isTold: true },
  "can-create-workspace-migration": { may: "move workspaces into" },
  "can-manage-recoverable-items": { may: "bring back what was deleted in" },
  "can-access-via-teams": { harmless: "every member of a team has it" },
  "can-traverse": { harmless: "every member has it" },
  "can-create-workspace": ofNewWorkspaces,
  "can-deploy-no-code-modules": ofNewWorkspaces,
  "can-manage-no-code-modules": ofNewWorkspaces,
  "can-enable-stacks": { harmless: "no role trusts HCP Terraform's own stacks" },
  "can-update-oauth": { harmless: "only a workspace's administrators connect it to a repository" },
  "can-update-ssh-keys": { harmless: "no stack takes modules from git" },
  "can-manage-tags": { harmless: "tags open nothing" },
  "can-start-trial": { harmless: "a trial takes no right from anybody" },
  "can-manage-assessments": { harmless: "an assessment plans, and applies nothing" },
  "can-update-hyok-configuration": { harmless: "it chooses the key that plans are encrypted with" },
  "can-view-hyok-feature-info": reads,
  "can-manage-auditing": { harmless: "it chooses where audit logs go" },
  "can-create-module": ofRegistry,
  "can-create-provider": ofRegistry,
  "can-manage-public-providers": ofRegistry,
  "can-manage-public-modules": ofRegistry,
  "can-manage-custom-providers": ofRegistry,
  "can-manage-org-public-providers": ofRegistry,
  "can-manage-org-public-modules": ofRegistry,
  "can-view-authentication": reads,
  "can-view-users": reads,
  "can-view-usage": reads,
  "can-view-explorer": reads,
  "can-read-varsets": reads,
  "can-read-run-tasks": reads,
  "can-read-assessments": reads,
  "can-read-policies": reads,
};

/** Rights in a workspace (OpenAPI document, `workspaces`, permissions; go-tfe, WorkspacePermissions; Permission model). */
export const workspaceRights: Rights = {
  "can-queue-apply": { may: "apply in", isTold: true },
  "can-update": { may: "change the settings of", isTold: true },
  "can-update-variable": { may: "change the variables of", isTold: true },
  "can-create-state-versions": { may: "write the state of", isTold: true },
  "can-destroy": { may: "delete", isTold: true },
  "can-force-delete": { may: "delete" },
  "can-manage-run-tasks": { may: "change the tasks, which runs have to pass, of" },
  "can-manage-ephemeral-workspaces": { may: "set the time at which all is destroyed in" },
  "can-queue-run": { harmless: "a run stops at the gate" },
  "can-queue-destroy": { harmless: "a run that destroys stops at the gate too" },
  "can-lock": { harmless: "a lock only stops runs" },
  "can-unlock": { harmless: "without a lock a run still stops at the gate" },
  "can-force-unlock": { harmless: "without a lock a run still stops at the gate" },
  "can-manage-tags": { harmless: "tags open nothing" },
  "can-manage-assessments": { harmless: "an assessment plans, and applies nothing" },
  "can-manage-hyok": { harmless: "it chooses the key that plans are encrypted with" },
  "can-read-run": reads,
  "can-read-variable": reads,
  "can-read-settings": reads,
  "can-read-state-versions": reads,
  "can-read-state-outputs": reads,
  "can-read-assessment-results": reads,
};

/** Rights in a workspace's runs (OpenAPI document, `runs`, permissions). */
export const runRights: Rights = {
  "can-apply": { may: "confirm a run of" },
  "can-override-policy-check": { may: "override the policies that failed a run of" },
  "can-force-execute": { harmless: "what it takes before others stops at the gate too" },
  "can-cancel": { harmless: "it only ends runs" },
  "can-force-cancel": { harmless: "it only ends runs" },
  "can-discard": { harmless: "it only ends runs" },
  "can-comment": { harmless: "a comment confirms nothing" },
};

/** What a team may do in all of its organization (go-tfe, OrganizationAccess; Teams API, `organization-access`). */
export const teamRights: Rights = {
  "manage-policies": { may: "change the policies, which runs have to pass, of", isTold: true },
  "manage-policy-overrides": { may: "override the policies of", isTold: true },
  "delegate-policy-overrides": { may: "let others override the policies of" },
  "manage-run-tasks": { may: "change the tasks, which runs have to pass, of", isTold: true },
  "manage-workspaces": { may: "manage all workspaces of", isTold: true },
  "manage-projects": { may: "manage all projects of" },
  "manage-agent-pools": { may: "change the agents, which make runs, of" },
  "manage-membership": { may: "put members into the teams of" },
  "manage-teams": { may: "make and change teams of" },
  "manage-organization-access": { may: "change what teams may do in" },
  "access-secret-teams": { harmless: "alone it only shows them" },
  "manage-vcs-settings": { harmless: "only a workspace's administrators connect it to a repository" },
  "manage-providers": ofRegistry,
  "manage-modules": ofRegistry,
  "manage-public-providers": ofRegistry,
  "manage-public-modules": ofRegistry,
  "manage-registry-components": ofRegistry,
  "manage-registry-artifact-tags": ofRegistry,
  "manage-registry-artifact-version-tags": ofRegistry,
  "read-workspaces": reads,
  "read-projects": reads,
};

/** What a list of rights comes to. */
export interface Powers {
  /** Each reads after "may". */
  readonly powers: readonly string[];
  /** Why not all of them are known. */
  readonly problems: readonly string[];
}

/** @param place such as `workspace staging` @param told by the server, by its own names */
export function powersIn(place: string, rights: Rights, told: Readonly<Record<string, unknown>>): Powers {
  const powers = Object.entries(rights).flatMap(([name, right]) =>
    "may" in right && told[name] === true ? [`${right.may} ${place}`] : [],
  );
  const absent = Object.keys(rights).filter((name) => isToldOf(rights[name]) && typeof told[name] !== "boolean");
  const unknown = Object.keys(told).filter((name) => told[name] === true && !Object.hasOwn(rights, name));
  return {
    powers: [...new Set(powers)],
    problems: [
      ...(absent.length === 0
        ? []
        : [`the server does not tell of the rights in ${place} whether there are ${absent.join(", ")}`]),
      ...unknown.map((name) => unknownRight(name, place)),
    ],
  };
}

function isToldOf(right: Right | undefined): boolean {
  return right !== undefined && "isTold" in right;
}

export function unknownRight(name: string, place: string): string {
  return `nobody knows here what the right ${name} allows in ${place}; a newer version of slipway may`;
}
