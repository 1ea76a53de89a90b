import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type {
  ExecutionMode,
  Organization,
  Project,
  ProviderSet,
  RunTrigger,
  Team,
  TeamAccess,
  TeamProject,
  Token,
  Variable,
  VariableSet,
} from "./organization-tables";
import type { ConfigurationVersion, Run, RunBehavior } from "./run-tables";

export interface WorkspaceSettings {
  name: string;
  autoApply: boolean;
  autoApplyRunTrigger: boolean;
  /** Absent where it has its organization's. */
  executionMode?: ExecutionMode;
  agentPoolId?: string;
  autoDestroyAt?: string | null;
  autoDestroyActivityDuration?: string | null;
  terraformVersion: string;
  description: string;
  workingDirectory: string;
  globalRemoteState: boolean;
  allowDestroyPlan: boolean;
  speculativeEnabled: boolean;
  projectId: string;
}

export interface Workspace extends WorkspaceSettings {
  readonly id: string;
  readonly organization: string;
  tags: string[];
  tagBindings: TagBinding[];
  /** Repository whose pushes make its runs. */
  vcsRepository?: string;
  /** Whom it is locked by: a run's id, or a user's name. */
  lockedBy?: string;
  /** How its runs differ from a plain plan and apply. */
  runs?: RunBehavior;
}

export interface TagBinding {
  readonly key: string;
  readonly value?: string;
}

export interface StateVersion {
  readonly id: string;
  readonly workspaceId: string;
  readonly runId?: string;
  readonly serial: number;
  readonly lineage: string;
  readonly createdAt: string;
}

interface Tables {
  organizations: Organization[];
  projects: Project[];
  teams: Team[];
  tokens: Token[];
  teamAccess: TeamAccess[];
  teamProjects: TeamProject[];
  variableSets: VariableSet[];
  providerSets: ProviderSet[];
  runTriggers: RunTrigger[];
  workspaces: Workspace[];
  variables: Variable[];
  configurationVersions: ConfigurationVersion[];
  runs: Run[];
  stateVersions: StateVersion[];
}

/** Everything the stand-in knows: tables in one JSON file, and what is uploaded, planned or stored as a file each. */
export class Database {
  readonly tables: Tables;
  private readonly file: string;

  constructor(readonly folder: string) {
    this.file = join(folder, "database.json");
    mkdirSync(join(folder, "objects"), { recursive: true });
    this.tables = existsSync(this.file) ? JSON.parse(readFileSync(this.file, "utf8")) : emptyTables();
  }

  /** For whoever opens the folder again. */
  save(): void {
    writeFileSync(this.file, JSON.stringify(this.tables, null, 2));
  }

  /** A file of its own, such as `sv-1.tfstate`. */
  object(name: string): string {
    return join(this.folder, "objects", name);
  }

  currentState(workspaceId: string): StateVersion | undefined {
    return this.tables.stateVersions.filter((version) => version.workspaceId === workspaceId).at(-1);
  }
}

/** Such as run-5f0c1a2b3c4d5e6f: not to be guessed, as addresses with it ask for no token. */
export function newId(kind: string): string {
  return `${kind}-${randomBytes(8).toString("hex")}`;
}

function emptyTables(): Tables {
  return {
    organizations: [],
    projects: [],
    teams: [],
    tokens: [],
    teamAccess: [],
    teamProjects: [],
    variableSets: [],
    providerSets: [],
    runTriggers: [],
    workspaces: [],
    variables: [],
    configurationVersions: [],
    runs: [],
    stateVersions: [],
  };
}
