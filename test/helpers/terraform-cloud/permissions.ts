import type { Access, Database, Team, Token, Workspace } from "./database";
import { ApiError, existing, forbidden, notFound } from "./json-api";

const levels: readonly Access[] = ["read", "plan", "write", "admin"];

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

  may(workspace: Workspace, access: Access): boolean {
    if (workspace.organization !== this.team.organization) return false;
    if (this.isOwner) return true;
    const granted = this.database.tables.teamAccess.find(
      ({ teamId, workspaceId }) => teamId === this.team.id && workspaceId === workspace.id,
    );
    return granted !== undefined && levels.indexOf(granted.access) >= levels.indexOf(access);
  }

  /** @throws ApiError 404 without access at all, 403 with too little */
  must(workspace: Workspace | undefined, access: Access): Workspace {
    const found = existing(workspace);
    if (!this.may(found, "read")) throw notFound();
    if (!this.may(found, access)) throw forbidden();
    return found;
  }
}

export function workspacePermissions(caller: Caller, workspace: Workspace) {
  const may = (access: Access) => caller.may(workspace, access);
  return {
    "can-update": may("admin"),
    "can-destroy": may("admin"),
    "can-force-unlock": may("admin"),
    "can-lock": may("write"),
    "can-unlock": may("write"),
    "can-queue-apply": may("write"),
    "can-queue-destroy": may("write"),
    "can-queue-run": may("plan"),
    "can-read-settings": may("read"),
    "can-read-variable": may("read"),
    "can-read-state-versions": may("read"),
    "can-read-state-outputs": may("read"),
    "can-read-run": may("read"),
    "can-create-state-versions": may("write"),
    "can-update-variable": may("write"),
    "can-manage-tags": may("admin"),
  };
}
