import type { Database, Workspace } from "./database";
import { ApiError, existing, forbidden, notFound } from "./json-api";
import type { Access, Team, Token, WorkspaceRights } from "./organization-tables";
import { organizationPermissions, rightsOf, sumOf } from "./rights";

/** Who asks: a token, and so a team. */
export class Caller {
  private constructor(
    private readonly database: Database,
    readonly token: Token,
    readonly team: Team,
  ) {}

  static of(database: Database, authorization: string | undefined): Caller {
    const secret = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
    const token = database.tables.tokens.find((candidate) => candidate.secret === secret);
    const team = database.tables.teams.find(({ id }) => id === token?.teamId);
    if (token === undefined || team === undefined || token.isExpired) throw new ApiError(401, "unauthorized");
    return new Caller(database, token, team);
  }

  get isOwner(): boolean {
    return this.team.name === "owners";
  }

  /** Another organization's are not there for it. */
  inOrganization(name: string): void {
    if (name !== this.team.organization) throw notFound();
  }

  mustOwn(organization: string): void {
    this.inOrganization(organization);
    if (!this.isOwner) throw forbidden();
  }

  /** The sum of what its team was given for the organization, the project and the workspace (Permission model). */
  rightsIn(workspace: Workspace): WorkspaceRights & { readonly admin: boolean } {
    if (workspace.organization !== this.team.organization) return rightsOf("none");
    const { tables } = this.database;
    const access = this.team.organizationAccess;
    const isAdministrator = access["manage-workspaces"] === true || access["manage-projects"] === true;
    return sumOf([
      rightsOf(this.isOwner || isAdministrator ? "admin" : access["read-workspaces"] === true ? "read" : "none"),
      ...tables.teamAccess
        .filter(({ teamId, workspaceId }) => teamId === this.team.id && workspaceId === workspace.id)
        .map((granted) => rightsOf(granted.access, granted.custom)),
      ...tables.teamProjects
        .filter(({ teamId, projectId }) => teamId === this.team.id && projectId === workspace.projectId)
        .map((granted) => rightsOf(granted.access, granted.custom)),
    ]);
  }

  may(workspace: Workspace, access: Access): boolean {
    const { admin, runs } = this.rightsIn(workspace);
    return admin || (access !== "admin" && runLevels.indexOf(runs) >= runLevels.indexOf(runsOf[access]));
  }

  /** @throws ApiError 404 without access at all, 403 with too little */
  must(workspace: Workspace | undefined, access: Access): Workspace {
    const found = existing(workspace);
    if (!this.may(found, "read")) throw notFound();
    if (!this.may(found, access)) throw forbidden();
    return found;
  }

  /** @throws ApiError 404 where variables may not be read (Workspace Variables API, "List Variables") */
  mustReadVariables(workspace: Workspace | undefined): Workspace {
    const found = this.must(workspace, "read");
    if (this.rightsIn(found).variables === "none") throw notFound();
    return found;
  }

  mustWriteVariables(workspace: Workspace | undefined): Workspace {
    const found = this.mustReadVariables(workspace);
    if (this.rightsIn(found).variables !== "write") throw forbidden();
    return found;
  }

  /** As the server tells them to this caller. */
  permissionsInOrganization(): Readonly<Record<string, boolean>> {
    return organizationPermissions(this.isOwner, this.team.organizationAccess);
  }
}

const runLevels = ["none", "read", "plan", "apply"] as const;
const runsOf = { read: "read", plan: "plan", write: "apply" } as const;

/** All that are documented (OpenAPI document, `workspaces`, permissions). */
export function workspacePermissions(caller: Caller, workspace: Workspace) {
  const rights = caller.rightsIn(workspace);
  const { admin } = rights;
  const mayApply = rights.runs === "apply";
  return {
    "can-update": admin,
    "can-destroy": admin,
    "can-force-delete": admin,
    "can-force-unlock": admin,
    "can-manage-tags": admin,
    "can-manage-assessments": admin,
    "can-manage-ephemeral-workspaces": admin,
    "can-manage-run-tasks": rights["run-tasks"],
    "can-lock": rights["workspace-locking"],
    "can-unlock": rights["workspace-locking"],
    "can-queue-apply": mayApply,
    "can-queue-destroy": mayApply,
    "can-queue-run": mayApply || rights.runs === "plan",
    "can-read-run": rights.runs !== "none",
    "can-read-settings": rights.runs !== "none",
    "can-read-assessment-results": rights.runs !== "none",
    "can-read-variable": rights.variables !== "none",
    "can-update-variable": rights.variables === "write",
    "can-read-state-outputs": rights["state-versions"] !== "none",
    "can-read-state-versions": rights["state-versions"] === "read" || rights["state-versions"] === "write",
    "can-create-state-versions": rights["state-versions"] === "write",
  };
}
