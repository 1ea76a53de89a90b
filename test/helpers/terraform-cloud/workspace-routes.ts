import { z } from "zod";
import { newId, type Variable, type Workspace, type WorkspaceSettings } from "./database";
import { ApiError, existing, invalid, one, page, type Resource, to } from "./json-api";
import { type Caller, workspacePermissions } from "./permissions";
import { created, noContent, ok, type Route, route, type Server } from "./route";
import { isFinal } from "./run-queue";
import { sent } from "./sent";

const settingsSchema = z.object({
  name: z.string().optional(),
  "auto-apply": z.boolean().optional(),
  "execution-mode": z.enum(["remote", "local", "agent"]).optional(),
  "terraform-version": z.string().optional(),
  description: z.string().nullish(),
  "working-directory": z.string().nullish(),
  "global-remote-state": z.boolean().optional(),
  "allow-destroy-plan": z.boolean().optional(),
  "speculative-enabled": z.boolean().optional(),
  "tag-names": z.array(z.string()).optional(),
});

const variableSchema = z.object({
  key: z.string(),
  value: z.string().default(""),
  category: z.enum(["terraform", "env"]),
  description: z.string().nullish(),
  sensitive: z.boolean().default(false),
  hcl: z.boolean().default(false),
});

const tagsSchema = z.object({ data: z.array(z.object({ attributes: z.object({ name: z.string() }) })) });

/** Workspaces with their locks, tags and variables. */
export function workspaceRoutes({ database, queue }: Server): readonly Route[] {
  const { tables } = database;
  const byId = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  const byName = (organization: string | undefined, name: string | undefined) =>
    tables.workspaces.find((workspace) => workspace.organization === organization && workspace.name === name);
  const shown = (workspace: Workspace, caller: Caller) => one(workspaceResource(workspace, caller));
  const variablesOf = (workspace: Workspace) =>
    tables.variables.filter(({ workspaceId }) => workspaceId === workspace.id);
  const currentRun = (workspace: Workspace) =>
    tables.runs.find((run) => run.id === workspace.lockedBy) ??
    tables.runs.filter((run) => run.workspaceId === workspace.id && !run.planOnly && !isFinal(run)).at(0);

  function workspaceResource(workspace: Workspace, caller: Caller): Resource {
    const { id, name, organization, tags, vcsRepository, lockedBy } = workspace;
    return {
      id,
      type: "workspaces",
      attributes: {
        name,
        "auto-apply": workspace.autoApply,
        "execution-mode": workspace.executionMode,
        operations: workspace.executionMode !== "local",
        "terraform-version": workspace.terraformVersion,
        description: workspace.description,
        "working-directory": workspace.workingDirectory,
        "global-remote-state": workspace.globalRemoteState,
        "allow-destroy-plan": workspace.allowDestroyPlan,
        "speculative-enabled": workspace.speculativeEnabled,
        "structured-run-output-enabled": false,
        "tag-names": tags,
        "vcs-repo": vcsRepository === undefined ? null : { identifier: vcsRepository },
        locked: lockedBy !== undefined,
        permissions: workspacePermissions(caller, workspace),
      },
      relationships: {
        organization: to("organizations", organization),
        project: to("projects", workspace.projectId),
        "current-run": to("runs", currentRun(workspace)?.id),
        "current-state-version": to("state-versions", database.currentState(id)?.id),
      },
    };
  }

  function update(workspace: Workspace, body: unknown, caller: Caller): object {
    const { attributes, related } = sent(body, settingsSchema);
    const { name } = attributes;
    const taken = name === undefined || name === workspace.name ? undefined : byName(workspace.organization, name);
    if (taken !== undefined) throw invalid("Name has already been taken");
    Object.assign(workspace, changedSettings(attributes, related("project")));
    if (attributes["tag-names"] !== undefined) workspace.tags = [...attributes["tag-names"]];
    return shown(workspace, caller);
  }

  return [
    route.get("/organizations/:organization/workspaces", ({ parameters, query }, caller) => {
      caller.inOrganization(parameters.organization ?? "");
      const search = query.get("search[name]") ?? "";
      const found = tables.workspaces.filter(
        (workspace) => workspace.name.includes(search) && caller.may(workspace, "read"),
      );
      return ok(page(found.map((workspace) => workspaceResource(workspace, caller))));
    }),
    route.post("/organizations/:organization/workspaces", ({ parameters, body }, caller) => {
      const organization = parameters.organization ?? "";
      caller.mustOwn(organization);
      const { name } = sent(body, settingsSchema.required({ name: true })).attributes;
      if (byName(organization, name) !== undefined) throw invalid("Name has already been taken");
      const project = existing(tables.projects.find((candidate) => candidate.organization === organization));
      const workspace = { ...newWorkspace, id: newId("ws"), organization, name, projectId: project.id, tags: [] };
      tables.workspaces.push(workspace);
      return created(update(workspace, body, caller));
    }),
    route.get("/organizations/:organization/workspaces/:name", ({ parameters }, caller) =>
      ok(shown(caller.must(byName(parameters.organization, parameters.name), "read"), caller)),
    ),
    route.patch("/organizations/:organization/workspaces/:name", ({ parameters, body }, caller) =>
      ok(update(caller.must(byName(parameters.organization, parameters.name), "admin"), body, caller)),
    ),
    route.get("/workspaces/:workspace", ({ parameters }, caller) =>
      ok(shown(caller.must(byId(parameters.workspace), "read"), caller)),
    ),
    route.patch("/workspaces/:workspace", ({ parameters, body }, caller) =>
      ok(update(caller.must(byId(parameters.workspace), "admin"), body, caller)),
    ),
    route.post("/workspaces/:workspace/actions/lock", ({ parameters }, caller) => {
      const workspace = caller.must(byId(parameters.workspace), "write");
      if (workspace.lockedBy !== undefined) throw new ApiError(409, "conflict", "Unable to lock: already locked");
      workspace.lockedBy = caller.token.userName;
      return ok(shown(workspace, caller));
    }),
    ...["unlock", "force-unlock"].map((action) =>
      route.post(`/workspaces/:workspace/actions/${action}`, ({ parameters }, caller) => {
        const workspace = caller.must(byId(parameters.workspace), action === "unlock" ? "write" : "admin");
        if (tables.runs.some((run) => run.id === workspace.lockedBy)) {
          throw new ApiError(409, "conflict", "Unable to unlock: locked by a run");
        }
        workspace.lockedBy = undefined;
        queue.advance(workspace.id);
        return ok(shown(workspace, caller));
      }),
    ),
    route.get("/workspaces/:workspace/relationships/tags", ({ parameters }, caller) => {
      const { tags } = caller.must(byId(parameters.workspace), "read");
      return ok(page(tags.map((name) => ({ id: `tag-${name}`, type: "tags", attributes: { name } }))));
    }),
    route.post("/workspaces/:workspace/relationships/tags", ({ parameters, body }, caller) => {
      const workspace = caller.must(byId(parameters.workspace), "admin");
      const added = tagsSchema.parse(body).data.map(({ attributes }) => attributes.name);
      workspace.tags = [...new Set([...workspace.tags, ...added])];
      return noContent;
    }),
    route.get("/workspaces/:workspace/vars", ({ parameters }, caller) => {
      const workspace = caller.must(byId(parameters.workspace), "read");
      return ok(page(variablesOf(workspace).map(variableResource)));
    }),
    route.post("/workspaces/:workspace/vars", ({ parameters, body }, caller) => {
      const workspace = caller.must(byId(parameters.workspace), "write");
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
      const workspace = caller.must(byId(parameters.workspace), "write");
      const variable = existing(variablesOf(workspace).find(({ id }) => id === parameters.variable));
      Object.assign(variable, sent(body, variableSchema.partial()).attributes);
      return ok(one(variableResource(variable)));
    }),
    route.delete("/workspaces/:workspace/vars/:variable", ({ parameters }, caller) => {
      const workspace = caller.must(byId(parameters.workspace), "write");
      const variable = existing(variablesOf(workspace).find(({ id }) => id === parameters.variable));
      tables.variables.splice(tables.variables.indexOf(variable), 1);
      return noContent;
    }),
  ];
}

/** What HCP Terraform gives a workspace that is made without settings. */
const newWorkspace = {
  autoApply: false,
  executionMode: "remote",
  terraformVersion: "1.11.4",
  description: "",
  workingDirectory: "",
  globalRemoteState: false,
  allowDestroyPlan: true,
  speculativeEnabled: true,
} as const;

function changedSettings(
  attributes: z.output<typeof settingsSchema>,
  projectId: string | undefined,
): Partial<WorkspaceSettings> {
  const changes: Partial<WorkspaceSettings> = {
    name: attributes.name,
    autoApply: attributes["auto-apply"],
    executionMode: attributes["execution-mode"],
    terraformVersion: attributes["terraform-version"],
    description: attributes.description ?? undefined,
    workingDirectory: attributes["working-directory"] ?? undefined,
    globalRemoteState: attributes["global-remote-state"],
    allowDestroyPlan: attributes["allow-destroy-plan"],
    speculativeEnabled: attributes["speculative-enabled"],
    projectId,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** The value of a sensitive variable is written, never read. */
function variableResource({ id, key, value, category, description, sensitive, hcl }: Variable): Resource {
  const attributes = { key, value: sensitive ? null : value, category, description, sensitive, hcl };
  return { id, type: "vars", attributes };
}
