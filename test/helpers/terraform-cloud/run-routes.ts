import { z } from "zod";
import { newId } from "./database";
import { existing, invalid, one, page, type Resource, to } from "./json-api";
import type { Caller } from "./permissions";
import { accepted, created, ok, type Route, route, type Server } from "./route";
import { isCancelable, isConfirmable, isDiscardable, isForceCancelable } from "./run-life";
import { selectedRuns } from "./run-list";
import type { PhaseResult, Run, StageResult } from "./run-tables";
import { sent } from "./sent";
import { stageType } from "./stage-routes";

const runSchema = z.object({
  message: z.string().default("Queued manually via the Terraform Enterprise API"),
  "plan-only": z.boolean().nullish(),
  "save-plan": z.boolean().nullish(),
  "is-destroy": z.boolean().nullish(),
  "auto-apply": z.boolean().nullish(),
  "allow-empty-apply": z.boolean().nullish(),
});

/** Runs, and what can be done with them. */
export function runRoutes({ database, queue, checksAutoApply }: Server): readonly Route[] {
  const { tables } = database;
  const workspaceOf = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  const runOf = (id: string | undefined, caller: Caller, access: "read" | "write" | "admin"): Run => {
    const run = existing(tables.runs.find((candidate) => candidate.id === id));
    caller.must(workspaceOf(run.workspaceId), access);
    return run;
  };

  function newRun(body: unknown, caller: Caller): Run {
    const { attributes, related } = sent(body, runSchema);
    const workspace = caller.must(workspaceOf(related("workspace")), "plan");
    const versions = tables.configurationVersions.filter(({ workspaceId }) => workspaceId === workspace.id);
    const wanted = related("configuration-version");
    const version = wanted === undefined ? versions.at(-1) : versions.find(({ id }) => id === wanted);
    if (version?.status !== "uploaded") throw invalid("Configuration version is missing or not uploaded");
    // The setting decides where the run does not, and neither does where the caller may not apply.
    const asksToApply = attributes["auto-apply"] ?? workspace.autoApply;
    return {
      id: newId("run"),
      workspaceId: workspace.id,
      configurationVersionId: version.id,
      createdBy: caller.token.userName,
      createdAt: new Date().toISOString(),
      message: attributes.message,
      planOnly: version.speculative || attributes["plan-only"] === true,
      savePlan: attributes["save-plan"] === true,
      isDestroy: attributes["is-destroy"] === true,
      allowEmptyApply: attributes["allow-empty-apply"] === true,
      autoApply: asksToApply && (!checksAutoApply || caller.may(workspace, "write")),
      plan: { ...notStarted },
      apply: { ...notStarted },
      timestamps: {},
      stages: [],
      status: "pending",
      hasChanges: false,
    };
  }

  const shown = (run: Run, caller: Caller): Resource => {
    const workspace = existing(workspaceOf(run.workspaceId));
    const mayApply = caller.may(workspace, "write");
    return runResource(run, {
      "can-apply": mayApply,
      "can-cancel": mayApply,
      "can-discard": mayApply,
      "can-force-execute": mayApply,
      "can-force-cancel": caller.may(workspace, "admin"),
      "can-override-policy-check": caller.isOwner,
    });
  };

  return [
    route.post("/runs", ({ body }, caller) => {
      const run = newRun(body, caller);
      const resource = created(one(shown(run, caller)));
      queue.add(run);
      return resource;
    }),
    route.get("/runs/:run", ({ parameters, query }, caller) => {
      const run = runOf(parameters.run, caller, "read");
      const workspace = existing(workspaceOf(run.workspaceId));
      const wanted = query.get("include")?.split(",") ?? [];
      const relationships = { organization: to("organizations", workspace.organization) };
      const included = { id: workspace.id, type: "workspaces", attributes: { name: workspace.name }, relationships };
      return ok(one(shown(run, caller), wanted.includes("workspace") ? [included] : []));
    }),
    route.get("/workspaces/:workspace/runs", ({ parameters, query }, caller) => {
      const workspace = caller.must(workspaceOf(parameters.workspace), "read");
      const runs = tables.runs.filter(({ workspaceId }) => workspaceId === workspace.id).reverse();
      return ok(page(selectedRuns(runs, query).map((run) => shown(run, caller))));
    }),
    route.post("/runs/:run/actions/apply", ({ parameters }, caller) => {
      queue.confirm(runOf(parameters.run, caller, "write"), caller.token.userName);
      return accepted;
    }),
    route.post("/runs/:run/actions/discard", ({ parameters }, caller) => {
      queue.discard(runOf(parameters.run, caller, "write"));
      return accepted;
    }),
    route.post("/runs/:run/actions/cancel", ({ parameters }, caller) => {
      queue.cancel(runOf(parameters.run, caller, "write"));
      return accepted;
    }),
    route.post("/runs/:run/actions/force-cancel", ({ parameters }, caller) => {
      queue.forceCancel(runOf(parameters.run, caller, "admin"));
      return accepted;
    }),
  ];
}

const notStarted: PhaseResult = { status: "pending", additions: 0, changes: 0, destructions: 0 };

/** Statuses without a time of their own: OpenAPI document, runs.status-timestamps. */
const untimed: ReadonlySet<string> = new Set([
  "pending",
  "fetching_completed",
  "pre_plan_awaiting_decision",
  "post_plan_awaiting_decision",
  "policy_checking",
  "policy_override",
  "assessing",
]);

/** `actions` are the run's, `permissions` the caller's: documentation, Runs API, "Create a Run", sample. */
function runResource(run: Run, permissions: Readonly<Record<string, boolean>>): Resource {
  const timestamps = Object.entries(run.timestamps)
    .filter(([status]) => !untimed.has(status))
    .map(([status, at]) => [`${status.replaceAll("_", "-")}-at`, at]);
  const stagesOf = (type: ReturnType<typeof stageType>) => run.stages.filter((stage) => stageType(stage) === type);
  const links = (stages: readonly StageResult[]) => ({
    data: stages.map((stage) => ({ id: stage.id, type: stageType(stage) })),
  });
  return {
    id: run.id,
    type: "runs",
    attributes: {
      status: run.status,
      "status-timestamps": Object.fromEntries(timestamps),
      message: run.message,
      source: "tfe-api",
      "trigger-reason": "manual",
      "created-at": run.createdAt,
      "auto-apply": run.autoApply,
      "allow-empty-apply": run.allowEmptyApply === true,
      "plan-only": run.planOnly,
      "save-plan": run.savePlan,
      "is-destroy": run.isDestroy,
      "has-changes": run.hasChanges,
      "terraform-version": "1.11.4",
      ...(run.cancelAskedAt === undefined ? {} : { "force-cancel-available-at": run.cancelAskedAt }),
      actions: {
        "is-cancelable": isCancelable(run),
        "is-confirmable": isConfirmable(run),
        "is-discardable": isDiscardable(run),
        "is-force-cancelable": isForceCancelable(run),
      },
      permissions,
    },
    relationships: {
      workspace: to("workspaces", run.workspaceId),
      "configuration-version": to("configuration-versions", run.configurationVersionId),
      plan: to("plans", `plan-${run.id}`),
      apply: to("applies", `apply-${run.id}`),
      "cost-estimate": to("cost-estimates", stagesOf("cost-estimates")[0]?.id),
      "policy-checks": links(stagesOf("policy-checks")),
      "task-stages": links(stagesOf("task-stages")),
      "created-by": to("users", `user-${run.createdBy}`),
      "confirmed-by": to("users", run.confirmedBy === undefined ? undefined : `user-${run.confirmedBy}`),
    },
  };
}
