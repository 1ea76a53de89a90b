import { z } from "zod";
import { newId } from "./database";
import { existing, one, page, type Resource, to } from "./json-api";
import type { Organization, Project } from "./organization-tables";
import type { Caller } from "./permissions";
import { created, noContent, ok, type Route, route, type Server } from "./route";
import { sent } from "./sent";

const named = z.object({ name: z.string() });

/** Ping, account, organizations, projects. */
export function organizationRoutes({ database }: Server): readonly Route[] {
  const { tables } = database;
  const organizationOf = (name: string | undefined, caller: Caller): Organization => {
    const found = existing(tables.organizations.find((organization) => organization.name === name));
    caller.inOrganization(found.name);
    return found;
  };

  return [
    route.get("/ping", () => noContent),
    // A team's token is a user of its own making, which says of which team it is (Account API; OpenAPI document, account/details).
    route.get("/account/details", (_, { token, team }) => {
      const isOfTeam = token.userName.startsWith("api-");
      const id = `user-${token.userName}`;
      return ok(
        one({
          id,
          type: "users",
          attributes: { username: token.userName, "is-service-account": isOfTeam },
          relationships: { "authenticated-resource": isOfTeam ? to("teams", team.id) : to("users", id) },
        }),
      );
    }),
    // Users API, "Show a User": without the email address, and without the tokens that authenticate it.
    route.get("/users/:user", ({ parameters }) => {
      const user = existing(tables.tokens.find(({ userName }) => `user-${userName}` === parameters.user));
      const attributes = { username: user.userName, "is-service-account": user.userName.startsWith("api-") };
      return ok(one({ id: `user-${user.userName}`, type: "users", attributes }));
    }),
    route.get("/organizations/:organization", ({ parameters }, caller) => {
      const { name, defaultExecutionMode } = organizationOf(parameters.organization, caller);
      const permissions = caller.permissionsInOrganization();
      const attributes = { name, permissions, "default-execution-mode": defaultExecutionMode };
      return ok(one({ id: name, type: "organizations", attributes }));
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
  ];
}

function projectResource({ id, name }: Project): Resource {
  return { id, type: "projects", attributes: { name } };
}
