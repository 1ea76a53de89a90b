import { z } from "zod";
import { newId, type Workspace } from "./database";
import { existing, invalid, one, page, type Resource, to } from "./json-api";
import type { ProviderSet, Variable, VariableSet } from "./organization-tables";
import type { Caller } from "./permissions";
import { created, noContent, ok, type Route, route, type Server } from "./route";
import { sent } from "./sent";
import { reaches } from "./variable-scope";

const variableSchema = z.object({
  key: z.string(),
  value: z.string().default(""),
  category: z.enum(["terraform", "env"]),
  description: z.string().nullish(),
  sensitive: z.boolean().default(false),
  hcl: z.boolean().default(false),
});

/** Variables of workspaces, and the sets that reach them; lists of variables have no pages (OpenAPI document). */
export function variableRoutes({ database }: Server): readonly Route[] {
  const { tables } = database;
  const byId = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  const variablesOf = (workspace: Workspace) =>
    tables.variables.filter(({ workspaceId }) => workspaceId === workspace.id);
  const setsOf = (workspace: Workspace) => tables.variableSets.filter((set) => reaches(set, workspace));
  /** Whoever may read the variables of a workspace that it reaches sees a set (Variable Sets API, introduction). */
  const visibleSet = (id: string | undefined, caller: Caller): VariableSet => {
    const found = existing(tables.variableSets.find((set) => set.id === id));
    caller.inOrganization(found.organization);
    const sees = tables.workspaces.some(
      (workspace) => reaches(found, workspace) && caller.rightsIn(workspace).variables !== "none",
    );
    return existing(sees || caller.permissionsInOrganization()["can-read-varsets"] === true ? found : undefined);
  };

  return [
    route.get("/workspaces/:workspace/vars", ({ parameters }, caller) => {
      const workspace = caller.mustReadVariables(byId(parameters.workspace));
      return ok({ data: variablesOf(workspace).map(variableResource) });
    }),
    route.post("/workspaces/:workspace/vars", ({ parameters, body }, caller) => {
      const workspace = caller.mustWriteVariables(byId(parameters.workspace));
      const { description, ...attributes } = sent(body, variableSchema).attributes;
      if (
        variablesOf(workspace).some(({ key, category }) => key === attributes.key && category === attributes.category)
      )
        throw invalid("Key has already been taken");
      const variable = { id: newId("var"), workspaceId: workspace.id, description: description ?? "", ...attributes };
      tables.variables.push(variable);
      return created(one(variableResource(variable)));
    }),
    route.patch("/workspaces/:workspace/vars/:variable", ({ parameters, body }, caller) => {
      const workspace = caller.mustWriteVariables(byId(parameters.workspace));
      const variable = existing(variablesOf(workspace).find(({ id }) => id === parameters.variable));
      Object.assign(variable, sent(body, variableSchema.partial()).attributes);
      return ok(one(variableResource(variable)));
    }),
    route.delete("/workspaces/:workspace/vars/:variable", ({ parameters }, caller) => {
      const workspace = caller.mustWriteVariables(byId(parameters.workspace));
      const variable = existing(variablesOf(workspace).find(({ id }) => id === parameters.variable));
      tables.variables.splice(tables.variables.indexOf(variable), 1);
      return noContent;
    }),
    route.get("/workspaces/:workspace/all-vars", ({ parameters }, caller) => {
      const workspace = caller.mustReadVariables(byId(parameters.workspace));
      const all = [...variablesOf(workspace), ...setsOf(workspace).flatMap(({ variables }) => variables)];
      return ok({ data: all.map(variableResource) });
    }),
    route.get("/workspaces/:workspace/varsets", ({ parameters }, caller) => {
      const workspace = caller.mustReadVariables(byId(parameters.workspace));
      return ok(page(setsOf(workspace).map(setResource)));
    }),
    route.get("/varsets/:set/relationships/vars", ({ parameters }, caller) =>
      ok({ data: visibleSet(parameters.set, caller).variables.map(variableResource) }),
    ),
    route.get("/workspaces/:workspace/varsets/:set/relationships/vars", ({ parameters }, caller) => {
      const workspace = caller.mustReadVariables(byId(parameters.workspace));
      const set = existing(setsOf(workspace).find(({ id }) => id === parameters.set));
      return ok({ data: set.variables.map(variableResource) });
    }),
    // Public beta: where the organization does not take part, there is no such address (OpenAPI document, x-vis).
    route.get("/workspaces/:workspace/provider-sets", ({ parameters }, caller) => {
      const workspace = caller.must(byId(parameters.workspace), "read");
      existing(
        tables.organizations.find(({ name, hasProviderSets }) => name === workspace.organization && hasProviderSets),
      );
      return ok(page(tables.providerSets.filter((set) => reaches(set, workspace)).map(providerSetResource)));
    }),
  ];
}

function setResource({ id, name, isGlobal, isPriority, ownerProjectId, organization, ...set }: VariableSet): Resource {
  const many = (type: string, ids: readonly string[]) => ({ data: ids.map((of) => ({ id: of, type })) });
  return {
    id,
    type: "varsets",
    attributes: {
      name,
      description: "",
      global: isGlobal,
      priority: isPriority,
      "updated-at": "2026-01-01T00:00:00.000Z",
      "var-count": set.variables.length,
      "workspace-count": set.workspaceIds.length,
      "project-count": set.projectIds.length,
    },
    relationships: {
      organization: to("organizations", organization),
      workspaces: many("workspaces", set.workspaceIds),
      projects: many("projects", set.projectIds),
      parent: ownerProjectId === undefined ? to("organizations", organization) : to("projects", ownerProjectId),
    },
  };
}

function providerSetResource({ id, name, source, hcl, isGlobal, organization }: ProviderSet): Resource {
  return {
    id,
    type: "provider-sets",
    attributes: {
      name,
      description: null,
      global: isGlobal,
      priority: false,
      "provider-source": source,
      "configuration-hcl": hcl,
      "created-at": "2026-01-01T00:00:00.000Z",
      "updated-at": "2026-01-01T00:00:00.000Z",
    },
    relationships: { organization: to("organizations", organization) },
  };
}

/** The value of a sensitive variable is written, never read. */
function variableResource({
  id,
  key,
  value,
  category,
  description,
  sensitive,
  hcl,
}: Omit<Variable, "workspaceId">): Resource {
  const attributes = { key, value: sensitive ? null : value, category, description, sensitive, hcl };
  return { id, type: "vars", attributes };
}
