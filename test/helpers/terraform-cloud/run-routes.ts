import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { type ConfigurationVersion, newId, type PhaseResult, type Run } from "./database";
import { ApiError, existing, invalid, notFound, one, page, type Resource, to } from "./json-api";
import type { Caller } from "./permissions";
import { redacted } from "./redacted";
import { accepted, created, ok, type Route, route, type Server } from "./route";
import { isCancelable, isConfirmable, isDiscardable } from "./run-queue";
import { sent } from "./sent";

const versionSchema = z.object({
  speculative: z.boolean().default(false),
  "auto-queue-runs": z.boolean().default(true),
});

const runSchema = z.object({
  message: z.string().default("Queued manually via the Terraform Enterprise API"),
  "plan-only": z.boolean().nullish(),
  "save-plan": z.boolean().nullish(),
  "is-destroy": z.boolean().nullish(),
  "auto-apply": z.boolean().nullish(),
  "allow-empty-apply": z.boolean().nullish(),
});

/** Configuration versions, runs, their plans and applies. */
export function runRoutes({ database, queue, origin, checksAutoApply }: Server): readonly Route[] {
  const { tables } = database;
  const workspaceOf = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  const runOf = (id: string | undefined, caller: Caller, access: "read" | "write" | "admin"): Run => {
    const run = existing(tables.runs.find((candidate) => candidate.id === id));
    caller.must(workspaceOf(run.workspaceId), access);
    return run;
  };
  const plannedRun = (plan: string | undefined, caller: Caller, access: "read" | "admin") =>
    runOf(plan?.replace(/^plan-/, ""), caller, access);
  const planJson = (run: Run): unknown => {
    const file = database.object(`plan-${run.id}.json`);
    if (!existsSync(file)) throw notFound();
    return JSON.parse(readFileSync(file, "utf8"));
  };
  const phaseResource = (run: Run, phase: "plan" | "apply"): Resource => ({
    id: `${phase}-${run.id}`,
    type: phase === "plan" ? "plans" : "applies",
    attributes: { ...phaseAttributes(run[phase]), "log-read-url": `${origin()}/archivist/${phase}-${run.id}.log` },
  });

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
      status: "pending",
      hasChanges: false,
    };
  }

  function runResource(run: Run, caller: Caller): Resource {
    const mayApply = caller.may(existing(workspaceOf(run.workspaceId)), "write");
    const permissions = { "can-apply": mayApply, "can-cancel": mayApply, "can-discard": mayApply };
    return {
      id: run.id,
      type: "runs",
      attributes: {
        status: run.status,
        message: run.message,
        source: "tfe-api",
        "created-at": run.createdAt,
        "auto-apply": run.autoApply,
        "plan-only": run.planOnly,
        "save-plan": run.savePlan,
        "is-destroy": run.isDestroy,
        "has-changes": run.hasChanges,
        "terraform-version": "1.11.4",
        actions: {
          "is-cancelable": isCancelable(run),
          "is-confirmable": isConfirmable(run),
          "is-discardable": isDiscardable(run),
        },
        permissions,
      },
      relationships: {
        workspace: to("workspaces", run.workspaceId),
        "configuration-version": to("configuration-versions", run.configurationVersionId),
        plan: to("plans", `plan-${run.id}`),
        apply: to("applies", `apply-${run.id}`),
        "created-by": to("users", `user-${run.createdBy}`),
        "confirmed-by": to("users", run.confirmedBy === undefined ? undefined : `user-${run.confirmedBy}`),
      },
    };
  }

  return [
    route.post("/workspaces/:workspace/configuration-versions", ({ parameters, body }, caller) => {
      const workspace = caller.must(workspaceOf(parameters.workspace), "plan");
      const { speculative, "auto-queue-runs": autoQueueRuns } = sent(body, versionSchema).attributes;
      const id = newId("cv");
      const version = { id, workspaceId: workspace.id, speculative, autoQueueRuns, status: "pending" as const };
      tables.configurationVersions.push(version);
      return created(one(versionResource(version, `${origin()}/archivist/${id}.tar.gz`)));
    }),
    route.get("/configuration-versions/:version", ({ parameters }, caller) => {
      const version = existing(tables.configurationVersions.find(({ id }) => id === parameters.version));
      caller.must(workspaceOf(version.workspaceId), "read");
      return ok(one(versionResource(version)));
    }),
    route.post("/runs", ({ body }, caller) => {
      const run = newRun(body, caller);
      const shown = created(one(runResource(run, caller)));
      queue.add(run);
      return shown;
    }),
    route.get("/runs/:run", ({ parameters, query }, caller) => {
      const run = runOf(parameters.run, caller, "read");
      const workspace = existing(workspaceOf(run.workspaceId));
      const wanted = query.get("include")?.split(",") ?? [];
      const relationships = { organization: to("organizations", workspace.organization) };
      const included = { id: workspace.id, type: "workspaces", attributes: { name: workspace.name }, relationships };
      return ok(one(runResource(run, caller), wanted.includes("workspace") ? [included] : []));
    }),
    route.get("/workspaces/:workspace/runs", ({ parameters }, caller) => {
      const workspace = caller.must(workspaceOf(parameters.workspace), "read");
      const runs = tables.runs.filter(({ workspaceId }) => workspaceId === workspace.id).reverse();
      return ok(page(runs.map((run) => runResource(run, caller))));
    }),
    route.get("/runs/:run/task-stages", ({ parameters }, caller) => {
      runOf(parameters.run, caller, "read");
      return ok(page([]));
    }),
    route.get("/runs/:run/run-events", ({ parameters }, caller) => {
      runOf(parameters.run, caller, "read");
      return ok(page([]));
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
    route.get("/plans/:plan", ({ parameters }, caller) =>
      ok(one(phaseResource(plannedRun(parameters.plan, caller, "read"), "plan"))),
    ),
    // As documented: the whole plan, with sensitive values, is for who administers the workspace.
    route.get("/plans/:plan/json-output", ({ parameters }, caller) =>
      ok(document(planJson(plannedRun(parameters.plan, caller, "admin")))),
    ),
    route.get("/plans/:plan/json-output-redacted", ({ parameters }, caller) =>
      ok(document(redacted(planJson(plannedRun(parameters.plan, caller, "read"))))),
    ),
    route.get("/applies/:apply", ({ parameters }, caller) =>
      ok(one(phaseResource(runOf(parameters.apply?.replace(/^apply-/, ""), caller, "read"), "apply"))),
    ),
  ];
}

const notStarted: PhaseResult = { status: "pending", additions: 0, changes: 0, destructions: 0 };

function phaseAttributes({ status, additions, changes, destructions }: PhaseResult) {
  return {
    status,
    "has-changes": additions + changes + destructions > 0,
    "resource-additions": additions,
    "resource-changes": changes,
    "resource-destructions": destructions,
  };
}

function versionResource(version: ConfigurationVersion, uploadUrl?: string): Resource {
  const { id, status, speculative, autoQueueRuns } = version;
  const attributes = { status, speculative, "auto-queue-runs": autoQueueRuns, source: "tfe-api" };
  return {
    id,
    type: "configuration-versions",
    attributes: uploadUrl === undefined ? attributes : { ...attributes, "upload-url": uploadUrl },
  };
}

function document(value: unknown): object {
  if (typeof value !== "object" || value === null) throw new ApiError(500, "internal server error");
  return value;
}
