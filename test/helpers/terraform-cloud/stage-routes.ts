import { existing, forbidden, one, page, type Resource, to } from "./json-api";
import type { Caller } from "./permissions";
import { ok, type Route, route, type Server } from "./route";
import type { Run, StageResult } from "./run-tables";

/** What a run passes beside its plan and its apply, and what has happened to it. */
export function stageRoutes({ database, queue }: Server): readonly Route[] {
  const { tables } = database;
  const seen = (run: Run | undefined, caller: Caller): Run => {
    const found = existing(run);
    caller.must(
      tables.workspaces.find(({ id }) => id === found.workspaceId),
      "read",
    );
    return found;
  };
  const runOf = (id: string | undefined, caller: Caller) =>
    seen(
      tables.runs.find((run) => run.id === id),
      caller,
    );
  const stageOf = (id: string | undefined, caller: Caller) => {
    const run = seen(
      tables.runs.find(({ stages }) => stages.some((stage) => stage.id === id)),
      caller,
    );
    return { run, stage: existing(run.stages.find((stage) => stage.id === id)) };
  };
  /** Documentation, Permissions, "Manage Policy Overrides": an organization's right, which here only owners have. */
  const overridden = (id: string | undefined, caller: Caller) => {
    const { run, stage } = stageOf(id, caller);
    if (!caller.isOwner) throw forbidden();
    queue.override(run, stage);
    return ok(one(stageResource(run, stage, caller)));
  };
  const list = (id: string | undefined, caller: Caller, type: string) => {
    const run = runOf(id, caller);
    const resources = run.stages.map((stage) => stageResource(run, stage, caller));
    return resources.filter((resource) => resource.type === type);
  };

  return [
    route.get("/runs/:run/task-stages", ({ parameters }, caller) =>
      ok(page(list(parameters.run, caller, "task-stages"))),
    ),
    route.get("/runs/:run/policy-checks", ({ parameters }, caller) =>
      ok(page(list(parameters.run, caller, "policy-checks"), { isWholeUnlessAsked: true })),
    ),
    ...(["task-stages", "policy-checks", "cost-estimates"] as const).flatMap((type) => [
      route.get(`/${type}/:stage`, ({ parameters }, caller) => {
        const { run, stage } = stageOf(parameters.stage, caller);
        return ok(one(stageResource(run, stage, caller)));
      }),
      ...(type === "cost-estimates"
        ? []
        : [
            route.post(`/${type}/:stage/actions/override`, ({ parameters }, caller) =>
              overridden(parameters.stage, caller),
            ),
          ]),
    ]),
    route.get("/runs/:run/run-events", ({ parameters }, caller) => ok(page(events(runOf(parameters.run, caller))))),
  ];
}

/** Task stages hold run tasks and OPA policies, policy checks are Sentinel's: documentation of both, and of cost estimates. */
export function stageType({ at }: StageResult): "task-stages" | "policy-checks" | "cost-estimates" {
  if (at === "policy_check") return "policy-checks";
  return at === "cost_estimate" ? "cost-estimates" : "task-stages";
}

function stageResource(run: Run, stage: StageResult, caller: Caller): Resource {
  const { id, at, status } = stage;
  const type = stageType(stage);
  const actions = { "is-overridable": status === "waiting" };
  const permissions = { "can-override": caller.isOwner };
  const relationships = { run: to("runs", run.id) };
  switch (type) {
    case "task-stages":
      return { id, type, attributes: { stage: at, status: taskStatuses[status], actions, permissions }, relationships };
    case "policy-checks":
      return {
        id,
        type,
        attributes: { scope: "organization", status: policyStatuses[status], actions, permissions },
        relationships,
      };
    default:
      return {
        id,
        type,
        attributes: {
          status: costStatuses[status],
          "error-message": status === "failed" ? "The estimate could not be made" : null,
          "prior-monthly-cost": "0.0",
          "proposed-monthly-cost": "0.0",
          "delta-monthly-cost": "0.0",
        },
      };
  }
}

type Named = Readonly<Record<StageResult["status"], string>>;

/** OpenAPI document, task-stages. */
const taskStatuses: Named = {
  running: "running",
  passed: "passed",
  failed: "failed",
  waiting: "awaiting_override",
  overridden: "passed",
  canceled: "canceled",
};

/** OpenAPI document, policy-checks. */
const policyStatuses: Named = {
  running: "queued",
  passed: "passed",
  failed: "hard_failed",
  waiting: "soft_failed",
  overridden: "overridden",
  canceled: "canceled",
};

/** OpenAPI document, cost-estimates. */
const costStatuses: Named = {
  running: "queued",
  passed: "finished",
  failed: "errored",
  waiting: "finished",
  overridden: "finished",
  canceled: "canceled",
};

/** One for each status that it was in: go-tfe 1.109, run_event.go. */
function events({ id, timestamps }: Run): readonly Resource[] {
  return Object.entries(timestamps).map(([status, at]) => ({
    id: `re-${id}-${status}`,
    type: "run-events",
    attributes: { action: status, "created-at": at, description: "" },
  }));
}
