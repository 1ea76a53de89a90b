import type { Database, Workspace } from "./database";
import type { Engine } from "./engine";
import { ApiError } from "./json-api";
import { isCancelable, isConfirmable, isDiscardable, isFinal, isForceCancelable } from "./run-life";
import { RunPhases } from "./run-phases";
import { passageThrough, stageStatuses } from "./run-stages";
import { allRunStatuses, type Run, type RunBehavior, type StageResult } from "./run-tables";

/** One run at a time in each workspace; plan-only and saved runs do not wait. */
export class RunQueue {
  private readonly underWay = new Set<Promise<void>>();
  private readonly phases: RunPhases;

  constructor(
    private readonly database: Database,
    engine: Engine,
  ) {
    this.phases = new RunPhases(database, engine);
    for (const run of database.tables.runs) {
      if (["planning", "confirmed", "applying"].includes(run.status)) this.end(run, "errored");
    }
  }

  add(run: Run): void {
    this.database.tables.runs.push(run);
    this.move(run, "pending");
    this.phases.begin(run);
    if (run.planOnly || run.savePlan) this.start(run, "pre_plan");
    this.advance(run.workspaceId);
  }

  /** Plans the oldest run that waits, unless another or a person holds the workspace. */
  advance(workspaceId: string): void {
    const workspace = this.workspace(workspaceId);
    const next = this.database.tables.runs.find(
      (run) => run.workspaceId === workspaceId && run.status === "pending" && !run.planOnly && !run.savePlan,
    );
    if (workspace.lockedBy === undefined && next !== undefined) {
      workspace.lockedBy = next.id;
      this.start(next, "pre_plan");
    }
  }

  confirm(run: Run, by: string): void {
    const workspace = this.workspace(run.workspaceId);
    if (!isConfirmable(run)) throw new ApiError(409, "transition not allowed");
    if (workspace.lockedBy !== undefined && workspace.lockedBy !== run.id) throw new ApiError(409, "workspace locked");
    workspace.lockedBy = run.id;
    run.isAtGate = false;
    run.confirmedBy = by;
    this.move(run, "confirmed");
    this.start(run, "pre_apply");
  }

  /** Pending runs too: documentation, Runs API, "Discard a Run". */
  discard(run: Run): void {
    if (!isDiscardable(run) && run.status !== "pending") throw new ApiError(409, "transition not allowed");
    this.end(run, "discarded");
  }

  cancel(run: Run): void {
    if (!isCancelable(run)) throw new ApiError(409, "transition not allowed");
    const takesTime = this.behavior(run).cancelsSlowly === true && run.status !== "pending";
    if (takesTime) run.cancelAskedAt = new Date().toISOString();
    else this.stop(run, "canceled");
  }

  forceCancel(run: Run): void {
    if (!isForceCancelable(run)) throw new ApiError(409, "transition not allowed");
    this.stop(run, "force_canceled");
  }

  /** A person decides that what failed does not matter. */
  override(run: Run, stage: StageResult): void {
    if (stage.status !== "waiting" || isFinal(run)) throw new ApiError(409, "transition not allowed");
    stage.status = "overridden";
    this.move(run, stageStatuses[stage.at].passed);
    const next = steps[steps.indexOf(stage.at) + 1];
    if (next !== undefined) this.start(run, next);
  }

  /** When nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  behavior(run: Run): RunBehavior {
    return this.workspace(run.workspaceId).runs ?? {};
  }

  store(workspaceId: string, state: string): string {
    return this.phases.store(workspaceId, state);
  }

  private start(run: Run, from: Step): void {
    const job = this.pass(run, from);
    this.underWay.add(job);
    void job.finally(() => this.underWay.delete(job));
  }

  /** Takes a run from this step on as far as it goes by itself. */
  private async pass(run: Run, from: Step): Promise<void> {
    for (const step of steps.slice(steps.indexOf(from))) {
      if (isFinal(run) || !(await this.passes(run, step))) break;
    }
  }

  private async passes(run: Run, step: Step): Promise<boolean> {
    switch (step) {
      case "plan":
        return this.isPlanned(run);
      case "gate":
        return this.isThroughGate(run);
      case "apply":
        return this.isApplied(run);
      case "end":
        this.end(run, "applied");
        return false;
      default:
        return this.isThrough(run, step);
    }
  }

  private isThrough(run: Run, at: StageResult["at"]): boolean {
    const stage = this.behavior(run).stages?.find((candidate) => candidate.at === at);
    if (stage === undefined) return true;
    const passage = passageThrough(run, stage, (status) => this.move(run, status));
    if (typeof passage !== "string") this.end(run, passage.endsAs);
    return passage === "goes on";
  }

  private async isPlanned(run: Run): Promise<boolean> {
    if (this.isHeld(run, beforePlan)) return false;
    this.move(run, "planning");
    const succeeded = await this.phases.plan(run);
    if (isFinal(run)) return false;
    if (!succeeded) this.end(run, "errored");
    else this.move(run, "planned");
    return succeeded && !this.isHeld(run);
  }

  /**
   * Documentation, Run Modes and Options: "empty apply runs will always auto-apply if their plan contains no changes", and
   * "saved plan runs are never auto-applied".
   */
  private isThroughGate(run: Run): boolean {
    const isEmptyApply = run.allowEmptyApply === true && !run.hasChanges;
    if (run.planOnly || !(run.hasChanges || isEmptyApply)) {
      this.end(run, "planned_and_finished");
      return false;
    }
    if (run.savePlan) this.move(run, "planned_and_saved");
    run.isAtGate = true;
    if ((run.autoApply && !run.savePlan) || isEmptyApply) this.confirm(run, run.createdBy);
    return false;
  }

  private async isApplied(run: Run): Promise<boolean> {
    this.move(run, "applying");
    const succeeded = await this.phases.apply(run);
    if (!succeeded && !isFinal(run)) this.end(run, "errored");
    return succeeded;
  }

  /** Puts the run where its workspace keeps every run. */
  private isHeld(run: Run, statuses?: readonly string[]): boolean {
    const { holdAt } = this.behavior(run);
    if (holdAt === undefined || (statuses !== undefined && !statuses.includes(holdAt.status))) return false;
    this.move(run, holdAt.status);
    run.isAtGate = holdAt.isConfirmable === true;
    return true;
  }

  private move(run: Run, status: string): void {
    run.status = status;
    run.timestamps[status] ??= new Date().toISOString();
  }

  private stop(run: Run, status: "canceled" | "force_canceled"): void {
    this.phases.kill(run);
    for (const stage of run.stages) if (stage.status === "running") stage.status = "canceled";
    this.end(run, status);
  }

  private end(run: Run, status: string): void {
    this.move(run, status);
    const workspace = this.workspace(run.workspaceId);
    if (workspace.lockedBy === run.id) workspace.lockedBy = undefined;
    this.phases.end(run);
    this.advance(run.workspaceId);
  }

  private workspace(id: string): Workspace {
    const workspace = this.database.tables.workspaces.find((candidate) => candidate.id === id);
    if (workspace === undefined) throw new Error(`there is no workspace ${id}`);
    return workspace;
  }
}

/** What a run passes, in this order: documentation, Run States and Stages. */
const steps = [
  "pre_plan",
  "plan",
  "post_plan",
  "cost_estimate",
  "policy_check",
  "gate",
  "pre_apply",
  "apply",
  "post_apply",
  "end",
] as const;

type Step = (typeof steps)[number];

const beforePlan: readonly string[] = allRunStatuses.slice(0, allRunStatuses.indexOf("planned"));
