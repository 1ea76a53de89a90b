import { z } from "zod";
import { newId, type TagBinding, type Workspace, type WorkspaceSettings } from "./database";
import { ApiError, existing, invalid, one, page, type Resource, to } from "./json-api";
import type { RunTrigger } from "./organization-tables";
import { type Caller, workspacePermissions } from "./permissions";
import { created, noContent, ok, type Route, route, type Server } from "./route";
import { isFinal } from "./run-life";
import { sent } from "./sent";

const settingsSchema = z.object({
  name: z.string().optional(),
  "auto-apply": z.boolean().optional(),
  "auto-apply-run-trigger": z.boolean().optional(),
  "auto-destroy-at": z.string().nullish(),
  "auto-destroy-activity-duration": z.string().nullish(),
  "setting-overwrites": z.object({ "execution-mode": z.boolean().optional() }).optional(),
  "agent-pool-id": z.string().optional(),
  "execution-mode": z.enum(["remote", "local", "agent"]).optional(),
  "terraform-version": z.string().optional(),
  description: z.string().nullish(),
  "working-directory": z.string().nullish(),
  "global-remote-state": z.boolean().optional(),
  "allow-destroy-plan": z.boolean().optional(),
  "speculative-enabled": z.boolean().optional(),
  "tag-names": z.array(z.string()).optional(),
});

const tagsSchema = z.object({ data: z.array(z.object({ attributes: z.object({ name: z.string() }) })) });

const bindingsSchema = z.object({
  data: z.array(z.object({ attributes: z.object({ key: z.string(), value: z.string().optional() }) })),
});

/** Workspaces with their locks, tags and run triggers. */
export function workspaceRoutes({ database, queue }: Server): readonly Route[] {
  const { tables } = database;
  const byId = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  const byName = (organization: string | undefined, name: string | undefined) =>
    tables.workspaces.find((workspace) => workspace.organization === organization && workspace.name === name);
  const shown = (workspace: Workspace, caller: Caller) => one(workspaceResource(workspace, caller));
  const currentRun = (workspace: Workspace) =>
    tables.runs.find((run) => run.id === workspace.lockedBy) ??
    tables.runs.filter((run) => run.workspaceId === workspace.id && !run.planOnly && !isFinal(run)).at(0);

  /** Its own, its project's or its organization's (OpenAPI document, `setting-overwrites` of workspaces and projects). */
  const modeOf = ({ executionMode, projectId, organization }: Workspace) =>
    executionMode ??
    tables.projects.find(({ id }) => id === projectId)?.defaultExecutionMode ??
    tables.organizations.find(({ name }) => name === organization)?.defaultExecutionMode;

  function workspaceResource(workspace: Workspace, caller: Caller): Resource {
    const { id, name, organization, tags, vcsRepository, lockedBy } = workspace;
    return {
      id,
      type: "workspaces",
      attributes: {
        name,
        "auto-apply": workspace.autoApply,
        "auto-apply-run-trigger": workspace.autoApplyRunTrigger,
        "auto-destroy-at": workspace.autoDestroyAt ?? null,
        "auto-destroy-activity-duration": workspace.autoDestroyActivityDuration ?? null,
        "execution-mode": modeOf(workspace),
        "setting-overwrites": {
          "execution-mode": workspace.executionMode !== undefined,
          "agent-pool": workspace.agentPoolId !== undefined,
        },
        operations: modeOf(workspace) !== "local",
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
        "agent-pool": to("agent-pools", workspace.agentPoolId),
        "current-run": to("runs", currentRun(workspace)?.id),
        "current-state-version": to("state-versions", database.currentState(id)?.id),
      },
    };
  }

  function triggerResource({ id, workspaceId, sourceId }: RunTrigger): Resource {
    return {
      id,
      type: "run-triggers",
      attributes: {
        "workspace-name": byId(workspaceId)?.name,
        "sourceable-name": byId(sourceId)?.name,
        "created-at": "2026-01-01T00:00:00.000Z",
      },
      relationships: { workspace: to("workspaces", workspaceId), sourceable: to("workspaces", sourceId) },
    };
  }

  function update(workspace: Workspace, body: unknown, caller: Caller): object {
    const { attributes, related } = sent(body, settingsSchema);
    const { name } = attributes;
    const taken = name === undefined || name === workspace.name ? undefined : byName(workspace.organization, name);
    if (taken !== undefined) throw invalid("Name has already been taken");
    Object.assign(workspace, changedSettings(attributes, related("project")), changedMode(attributes));
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
      const workspace = {
        ...newWorkspace,
        id: newId("ws"),
        organization,
        name,
        projectId: project.id,
        tags: [],
        tagBindings: [],
      };
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
    // Younger than the tags above, and beside them (Workspaces API, "List workspace tag bindings"); without pages.
    route.get("/workspaces/:workspace/tag-bindings", ({ parameters }, caller) => {
      const { tagBindings } = caller.must(byId(parameters.workspace), "read");
      return ok({ data: tagBindings.map(bindingResource) });
    }),
    route.patch("/workspaces/:workspace/tag-bindings", ({ parameters, body }, caller) => {
      const workspace = caller.must(byId(parameters.workspace), "admin");
      const added = bindingsSchema.parse(body).data.map(({ attributes }) => attributes);
      const kept = workspace.tagBindings.filter(({ key }) => added.every((binding) => binding.key !== key));
      workspace.tagBindings = [...kept, ...added];
      return ok({ data: workspace.tagBindings.map(bindingResource) });
    }),
    route.get("/workspaces/:workspace/run-triggers", ({ parameters, query }, caller) => {
      const { id } = caller.must(byId(parameters.workspace), "read");
      const type = query.get("filter[run-trigger][type]");
      if (type !== "inbound" && type !== "outbound") throw new ApiError(400, "bad request", "the type is missing");
      const found = tables.runTriggers.filter(
        ({ workspaceId, sourceId }) => (type === "inbound" ? workspaceId : sourceId) === id,
      );
      return ok(page(found.map(triggerResource)));
    }),
  ];
}

/** What HCP Terraform gives a workspace that is made without settings. */
const newWorkspace = {
  autoApply: false,
  autoApplyRunTrigger: false,
  terraformVersion: "1.11.4",
  description: "",
  workingDirectory: "",
  globalRemoteState: false,
  allowDestroyPlan: true,
  speculativeEnabled: true,
} as const;

function bindingResource({ key, value = "" }: TagBinding): Resource {
  return { id: `tb-${key}`, type: "tag-bindings", attributes: { key, value } };
}

/** A mode that is given is the workspace's own from then on (Workspaces API; go-tfe, WorkspaceUpdateOptions). */
function changedMode(attributes: z.output<typeof settingsSchema>): Partial<WorkspaceSettings> {
  const { "execution-mode": mode, "agent-pool-id": pool } = attributes;
  const isOwn = attributes["setting-overwrites"]?.["execution-mode"];
  if (isOwn === true && mode === undefined) throw invalid("Execution mode must be specified if it is not inherited");
  if (pool !== undefined && mode !== "agent") throw invalid("Agent pool is only for the execution mode agent");
  if (isOwn === false) return { executionMode: undefined };
  return mode === undefined ? {} : { executionMode: mode, agentPoolId: pool };
}

function changedSettings(
  attributes: z.output<typeof settingsSchema>,
  projectId: string | undefined,
): Partial<WorkspaceSettings> {
  const changes: Partial<WorkspaceSettings> = {
    name: attributes.name,
    autoApply: attributes["auto-apply"],
    autoApplyRunTrigger: attributes["auto-apply-run-trigger"],
    autoDestroyAt: attributes["auto-destroy-at"],
    autoDestroyActivityDuration: attributes["auto-destroy-activity-duration"],
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
