import { z } from "zod";
import { newId, type Workspace } from "./database";
import { ApiError, existing, forbidden, notFound, one, page, type Resource, to } from "./json-api";
import type { Organization, Team, TeamAccess, TeamProject } from "./organization-tables";
import type { Caller } from "./permissions";
import { organizationAccess, rightsOf } from "./rights";
import { created, noContent, ok, type Route, route, type Server } from "./route";
import { sent } from "./sent";

const named = z.object({ name: z.string() });
const customSchema = z.object({
  runs: z.enum(["read", "plan", "apply"]).optional(),
  variables: z.enum(["none", "read", "write"]).optional(),
  "state-versions": z.enum(["none", "read-outputs", "read", "write"]).optional(),
  "sentinel-mocks": z.enum(["none", "read"]).optional(),
  "workspace-locking": z.boolean().optional(),
  "run-tasks": z.boolean().optional(),
});
/** Team access API: single rights go with `custom` alone. */
const accessSchema = z.discriminatedUnion("access", [
  z.strictObject({ access: z.enum(["read", "plan", "write", "admin"]) }),
  customSchema.extend({ access: z.literal("custom") }).strict(),
]);

function given({ access, ...custom }: z.output<typeof accessSchema>): Pick<TeamAccess, "access" | "custom"> {
  return access === "custom" ? { access, custom } : { access, custom: undefined };
}

/** Teams, and what they may do in the organization, in projects and in workspaces. */
export function teamRoutes({ database }: Server): readonly Route[] {
  const { tables } = database;
  const organizationOf = (name: string | undefined, caller: Caller): Organization => {
    const found = existing(tables.organizations.find((organization) => organization.name === name));
    caller.inOrganization(found.name);
    return found;
  };
  const workspaceOf = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  const accessOf = (id: string | undefined, caller: Caller): TeamAccess => {
    const found = existing(tables.teamAccess.find((access) => access.id === id));
    caller.must(workspaceOf(found.workspaceId), "admin");
    return found;
  };

  return [
    route.get("/organizations/:organization/teams", ({ parameters, query }, caller) => {
      const { name } = organizationOf(parameters.organization, caller);
      const wanted = query.get("filter[names]")?.split(",");
      const found = tables.teams.filter(
        (team) => team.organization === name && (wanted === undefined || wanted.includes(team.name)),
      );
      return ok(page(found.map(teamResource)));
    }),
    route.post("/organizations/:organization/teams", ({ parameters, body }, caller) => {
      const { name: organization, hasTeams } = organizationOf(parameters.organization, caller);
      caller.mustOwn(organization);
      if (!hasTeams) throw notEntitled();
      const { name } = sent(body, named).attributes;
      const team = { id: newId("team"), organization, name, organizationAccess: {} };
      tables.teams.push(team);
      return created(one(teamResource(team)));
    }),
    route.get("/teams/:team", ({ parameters }, caller) => {
      const team = existing(tables.teams.find(({ id }) => id === parameters.team));
      caller.inOrganization(team.organization);
      return ok(one(teamResource(team)));
    }),
    route.get("/team-workspaces", ({ query }, caller) => {
      const workspace = caller.must(workspaceOf(query.get("filter[workspace][id]") ?? undefined), "read");
      const granted = tables.teamAccess.filter(({ workspaceId }) => workspaceId === workspace.id);
      return ok(
        page(granted.filter(({ teamId }) => seesAccess(caller, teamId, workspace)).map(accessResource), {
          isWholeUnlessAsked: true,
        }),
      );
    }),
    route.post("/team-workspaces", ({ body }, caller) => {
      const { attributes, related } = sent(body, accessSchema);
      const workspace = caller.must(workspaceOf(related("workspace")), "admin");
      const team = existing(tables.teams.find(({ id }) => id === related("team")));
      caller.inOrganization(team.organization);
      if (!organizationOf(team.organization, caller).hasTeams) throw notEntitled();
      const access = { id: newId("tws"), teamId: team.id, workspaceId: workspace.id, ...given(attributes) };
      tables.teamAccess.push(access);
      return created(one(accessResource(access)));
    }),
    route.get("/team-workspaces/:access", ({ parameters }, caller) =>
      ok(one(accessResource(accessOf(parameters.access, caller)))),
    ),
    route.patch("/team-workspaces/:access", ({ parameters, body }, caller) => {
      const access = accessOf(parameters.access, caller);
      Object.assign(access, given(sent(body, accessSchema).attributes));
      return ok(one(accessResource(access)));
    }),
    route.delete("/team-workspaces/:access", ({ parameters }, caller) => {
      const access = accessOf(parameters.access, caller);
      tables.teamAccess.splice(tables.teamAccess.indexOf(access), 1);
      return noContent;
    }),
    route.get("/team-projects", ({ query }, caller) => {
      const wanted = query.get("filter[project][id]");
      const { id, organization } = existing(tables.projects.find((project) => project.id === wanted));
      caller.inOrganization(organization);
      const granted = tables.teamProjects.filter(
        ({ projectId, teamId }) => projectId === id && (caller.isOwner || teamId === caller.team.id),
      );
      // Whoever has nothing to do with a project does not see it (Project team access API).
      if (granted.length === 0 && !caller.isOwner) throw notFound();
      return ok(page(granted.map(projectAccessResource)));
    }),
  ];
}

/** Members see their own team's, administrators every team's (Team access API, "Resource permissions"). */
function seesAccess(caller: Caller, teamId: string, workspace: Workspace): boolean {
  return teamId === caller.team.id || caller.may(workspace, "admin");
}

function notEntitled(): ApiError {
  const { status, title } = forbidden();
  return new ApiError(status, title, "The organization's edition has no team management");
}

function teamResource({ id, name, organizationAccess: given }: Team): Resource {
  return {
    id,
    type: "teams",
    attributes: { name, visibility: "organization", "organization-access": organizationAccess(given) },
  };
}

function accessResource({ id, access, custom, teamId, workspaceId }: TeamAccess): Resource {
  const { admin: _, ...rights } = rightsOf(access, custom);
  return {
    id,
    type: "team-workspaces",
    attributes: { access, ...rights },
    relationships: { team: to("teams", teamId), workspace: to("workspaces", workspaceId) },
  };
}

function projectAccessResource({ id, access, custom, teamId, projectId }: TeamProject): Resource {
  const { admin, "workspace-locking": locking, ...rights } = rightsOf(access, custom);
  const isAdmin = access === "admin";
  return {
    id,
    type: "team-projects",
    attributes: {
      access,
      // Project team access API, "Implied Custom Permission Levels".
      "project-access": { settings: isAdmin ? "delete" : "read", teams: isAdmin ? "manage" : "none" },
      "workspace-access": { ...rights, locking, create: admin, delete: admin, move: isAdmin },
    },
    relationships: { team: to("teams", teamId), project: to("projects", projectId) },
  };
}
