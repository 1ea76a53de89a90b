import { existsSync, readFileSync } from "node:fs";
import { ApiError, existing, notFound, one, type Resource } from "./json-api";
import type { Caller } from "./permissions";
import { redacted } from "./redacted";
import { noContent, ok, type Route, route, type Server } from "./route";
import type { PhaseResult, Run, RunBehavior } from "./run-tables";

/** A run's plan and apply: what they count, what they have logged, and the plan's JSON. */
export function planRoutes({ database, queue, origin }: Server): readonly Route[] {
  const { tables } = database;
  const runOf = (phaseId: string | undefined, caller: Caller, access: "read" | "admin"): Run => {
    const run = existing(tables.runs.find(({ id }) => id === phaseId?.replace(/^(plan|apply)-/, "")));
    caller.must(
      tables.workspaces.find(({ id }) => id === run.workspaceId),
      access,
    );
    return run;
  };
  const resource = (run: Run, phase: "plan" | "apply"): Resource => ({
    id: `${phase}-${run.id}`,
    type: phase === "plan" ? "plans" : "applies",
    attributes: {
      ...phaseAttributes(run[phase], queue.behavior(run)),
      ...(phase === "plan" ? planAttributes(run, queue.behavior(run)) : {}),
      "log-read-url": `${origin()}/archivist/${phase}-${run.id}.log`,
    },
  });
  /** Documentation, Plans API, "Retrieve the JSON execution plan": 204 before it is there. */
  const planJson = (run: Run, shown: (plan: unknown) => unknown) => {
    const file = database.object(`plan-${run.id}.json`);
    if (existsSync(file)) return ok(document(shown(JSON.parse(readFileSync(file, "utf8")))));
    if (run.plan.status === "finished") throw notFound();
    return noContent;
  };

  return [
    route.get("/plans/:plan", ({ parameters }, caller) =>
      ok(one(resource(runOf(parameters.plan, caller, "read"), "plan"))),
    ),
    // As documented: the whole plan, with sensitive values, is for who administers the workspace.
    route.get("/plans/:plan/json-output", ({ parameters }, caller) =>
      planJson(runOf(parameters.plan, caller, "admin"), (plan) => plan),
    ),
    route.get("/plans/:plan/json-output-redacted", ({ parameters }, caller) =>
      planJson(runOf(parameters.plan, caller, "read"), redacted),
    ),
    route.get("/applies/:apply", ({ parameters }, caller) =>
      ok(one(resource(runOf(parameters.apply, caller, "read"), "apply"))),
    ),
  ];
}

function phaseAttributes(
  { status, additions, changes, destructions }: PhaseResult,
  { omitsCounts = false }: RunBehavior,
) {
  return {
    status,
    "resource-additions": omitsCounts ? null : additions,
    "resource-changes": omitsCounts ? null : changes,
    "resource-destructions": omitsCounts ? null : destructions,
  };
}

function planAttributes({ hasChanges }: Run, { structuredOutput = false }: RunBehavior) {
  return { "has-changes": hasChanges, "structured-run-output-enabled": structuredOutput };
}

function document(value: unknown): object {
  if (typeof value !== "object" || value === null) throw new ApiError(500, "internal server error");
  return value;
}
