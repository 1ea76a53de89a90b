import { z } from "zod";
import { newId, type Organization, type Project, type Team, type TeamAccess } from "./database";
import { ApiError, existing, forbidden, one, page, type Resource, to } from "./json-api";
import type { Caller } from "./permissions";
import { created, noContent, ok, type Route, route, type Server } from "./route";
import { sent } from "./sent";

const named = z.object({ name: z.string() });
const accessSchema = z.object({ access: z.enum(["read", "plan", "write", "admin"]) });

/** Ping, account, organizations, projects, teams and what teams may do. */
export function organizationRoutes({ database }: Server): readonly Route[] {
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
    route.get("/ping", () => noContent),
    route.get("/account/details", (_, { token, team }) =>
      ok(
        one({
          id: `user-${token.userName}`,
          type: "users",
          attributes: { username: token.userName, "is-service-account": token.userName.startsWith("api-") },
          relationships: { "authenticated-resource": to("teams", team.id) },
        }),
      ),
    ),
    route.get("/organizations/:organization", ({ parameters }, caller) => {
      const { name } = organizationOf(parameters.organization, caller);
      const permissions = { "can-create-workspace": caller.isOwner, "can-create-team": caller.isOwner };
      return ok(one({ id: name, type: "organizations", attributes: { name, permissions } }));
    }),
    route.get("/organizations/:organization/entitlement-set", ({ parameters }, caller) => {
      const { name, hasTeams } = organizationOf(parameters.organization, caller);
      const everyEdition = { operations: true, "state-storage": true, "vcs-integrations": true };
      const attributes = { ...everyEdition, teams: hasTeams, agents: false, sentinel: false };
      return ok(one({ id: name, type: "entitlement-sets", attributes }));
    }),
    route.get("/organizations/:organization/capacity", ({ parameters }, caller) => {
      const { name } = organizationOf(parameters.organization, caller);
      return ok(one({ id: name, type: "organization-capacity", attributes: { pending: 0, running: 1 } }));
    }),
    route.get("/organizations/:organization/runs/queue", ({ parameters }, caller) => {
      organizationOf(parameters.organization, caller);
      return ok(page([]));
    }),
    route.get("/organizations/:organization/projects", ({ parameters, query }, caller) => {
      const { name } = organizationOf(parameters.organization, caller);
      const wanted = query.get("filter[names]")?.split(",");
      const found = tables.projects.filter(
        (project) => project.organization === name && (wanted === undefined || wanted.includes(project.name)),
      );
      return ok(page(found.map(projectResource)));
    }),
    route.post("/organizations/:organization/projects", ({ parameters, body }, caller) => {
      const { name: organization } = organizationOf(parameters.organization, caller);
      caller.mustOwn(organization);
      const project = { id: newId("prj"), organization, name: sent(body, named).attributes.name };
      tables.projects.push(project);
      return created(one(projectResource(project)));
    }),
    route.get("/projects/:project", ({ parameters }, caller) => {
      const project = existing(tables.projects.find(({ id }) => id === parameters.project));
      caller.inOrganization(project.organization);
      return ok(one(projectResource(project)));
    }),
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
      const team = { id: newId("team"), organization, name: sent(body, named).attributes.name };
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
      return ok(page(granted.map(accessResource), { isWholeUnlessAsked: true }));
    }),
    route.post("/team-workspaces", ({ body }, caller) => {
      const { attributes, related } = sent(body, accessSchema);
      const workspace = caller.must(workspaceOf(related("workspace")), "admin");
      const team = existing(tables.teams.find(({ id }) => id === related("team")));
      caller.inOrganization(team.organization);
      if (!organizationOf(team.organization, caller).hasTeams) throw notEntitled();
      const access = { id: newId("tws"), teamId: team.id, workspaceId: workspace.id, access: attributes.access };
      tables.teamAccess.push(access);
      return created(one(accessResource(access)));
    }),
    route.get("/team-workspaces/:access", ({ parameters }, caller) =>
      ok(one(accessResource(accessOf(parameters.access, caller)))),
    ),
    route.patch("/team-workspaces/:access", ({ parameters, body }, caller) => {
      const access = accessOf(parameters.access, caller);
      access.access = sent(body, accessSchema).attributes.access;
      return ok(one(accessResource(access)));
    }),
    route.delete("/team-workspaces/:access", ({ parameters }, caller) => {
      const access = accessOf(parameters.access, caller);
      tables.teamAccess.splice(tables.teamAccess.indexOf(access), 1);
      return noContent;
    }),
  ];
}

function notEntitled(): ApiError {
  const { status, title } = forbidden();
  return new ApiError(status, title, "The organization's edition has no team management");
}

function projectResource({ id, name }: Project): Resource {
  return { id, type: "projects", attributes: { name } };
}

function teamResource({ id, name }: Team): Resource {
  return { id, type: "teams", attributes: { name, visibility: "organization" } };
}

function accessResource({ id, access, teamId, workspaceId }: TeamAccess): Resource {
  return {
    id,
    type: "team-workspaces",
    attributes: { access },
    relationships: { team: to("teams", teamId), workspace: to("workspaces", workspaceId) },
  };
}
