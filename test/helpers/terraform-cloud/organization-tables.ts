export type Access = "read" | "plan" | "write" | "admin";

export type ExecutionMode = "remote" | "local" | "agent";

export interface Organization {
  readonly name: string;
  /** Whether its edition has teams; the free one has only the owners. */
  readonly hasTeams: boolean;
  /** Whether it takes part in the beta of provider sets. */
  hasProviderSets: boolean;
  defaultExecutionMode: ExecutionMode;
}

export interface Team {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  /** By the API's names; what is not there is false. */
  organizationAccess: Record<string, boolean>;
}

export interface Token {
  readonly secret: string;
  readonly teamId: string;
  readonly userName: string;
  isExpired: boolean;
}

export interface TeamAccess {
  readonly id: string;
  readonly teamId: string;
  readonly workspaceId: string;
  access: Access | "custom";
  /** Where access is custom. */
  custom?: Partial<WorkspaceRights>;
}

/** What a team may do in a workspace, as the API tells it of each access. */
export interface WorkspaceRights {
  runs: "none" | "read" | "plan" | "apply";
  variables: "none" | "read" | "write";
  "state-versions": "none" | "read-outputs" | "read" | "write";
  "sentinel-mocks": "none" | "read";
  "workspace-locking": boolean;
  "run-tasks": boolean;
  "policy-overrides": boolean;
}

export interface TeamProject {
  readonly id: string;
  readonly teamId: string;
  readonly projectId: string;
  access: "read" | "write" | "maintain" | "admin" | "custom";
  /** Where access is custom. */
  custom?: Partial<WorkspaceRights>;
}

export interface Project {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  /** Absent where it has its organization's. */
  defaultExecutionMode?: ExecutionMode;
}

export interface Variable {
  readonly id: string;
  readonly workspaceId: string;
  key: string;
  value: string;
  category: string;
  description: string;
  sensitive: boolean;
  hcl: boolean;
}

/** What an organization gives to its workspaces: to all of them, to those of projects, or to some. */
export interface Scope {
  readonly isGlobal: boolean;
  readonly projectIds: readonly string[];
  readonly workspaceIds: readonly string[];
}

export interface VariableSet extends Scope {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  readonly isPriority: boolean;
  /** Its owner, where that is a project and not the organization. */
  readonly ownerProjectId?: string;
  readonly variables: readonly Omit<Variable, "workspaceId">[];
}

export interface ProviderSet extends Scope {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  readonly source: string;
  readonly hcl: string;
}

export interface RunTrigger {
  readonly id: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}
