import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Database, newId, type PhaseResult, type Run, type Workspace } from "./database";
import type { Changes, Engine, Job } from "./engine";
import { ApiError } from "./json-api";
import { runEnvironment } from "./variable-scope";

const finalStatuses: readonly string[] = ["applied", "planned_and_finished", "discarded", "canceled", "errored"];

/** One run at a time in each workspace; plan-only runs, which apply nothing, do not wait. */
export class RunQueue {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly engine: Engine,
  ) {
    for (const run of database.tables.runs) {
      if (run.status === "planning" || run.status === "applying" || run.status === "confirmed")
        this.end(run, "errored");
    }
  }

  add(run: Run): void {
    this.database.tables.runs.push(run);
    writeFileSync(this.logFile(run, "plan"), "");
    writeFileSync(this.logFile(run, "apply"), "");
    if (run.planOnly) this.work(this.plan(run));
    this.advance(run.workspaceId);
  }

  /** Plans the oldest run that waits, unless another or a person holds the workspace. */
  advance(workspaceId: string): void {
    const workspace = this.workspace(workspaceId);
    const next = this.database.tables.runs.find(
      (run) => run.workspaceId === workspaceId && run.status === "pending" && !run.planOnly,
    );
    if (workspace.lockedBy === undefined && next !== undefined) {
      if (!next.savePlan) workspace.lockedBy = next.id;
      this.work(this.plan(next));
    }
    this.database.save();
  }

  confirm(run: Run, by: string): void {
    const workspace = this.workspace(run.workspaceId);
    if (!isConfirmable(run)) throw new ApiError(409, "transition not allowed");
    if (workspace.lockedBy !== undefined && workspace.lockedBy !== run.id) throw new ApiError(409, "workspace locked");
    workspace.lockedBy = run.id;
    run.status = "confirmed";
    run.confirmedBy = by;
    this.work(this.apply(run));
  }

  discard(run: Run): void {
    if (!isDiscardable(run)) throw new ApiError(409, "transition not allowed");
    this.end(run, "discarded");
  }

  cancel(run: Run): void {
    if (!isCancelable(run)) throw new ApiError(409, "transition not allowed");
    if (run.status !== "pending") this.engine.kill();
    this.end(run, "canceled");
  }

  /** When nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  logFile(run: Run, phase: "plan" | "apply"): string {
    return this.database.object(`${phase}-${run.id}.log`);
  }

  private work(job: Promise<void>): void {
    this.underWay.add(job);
    void job.finally(() => this.underWay.delete(job));
  }

  private async plan(run: Run): Promise<void> {
    run.status = "planning";
    const planned = await this.phase(run, "plan", (job) => this.engine.plan(job));
    if (isFinal(run)) return;
    if (!planned.succeeded) return this.end(run, "errored");
    writeFileSync(this.database.object(`plan-${run.id}.json`), planned.planJson);
    setChanges(run.plan, planned);
    run.hasChanges = planned.hasChanges;
    if (run.planOnly || !(planned.hasChanges || run.allowEmptyApply === true))
      return this.end(run, "planned_and_finished");
    run.status = run.savePlan ? "planned_and_saved" : "planned";
    if (run.autoApply) this.confirm(run, run.createdBy);
    this.database.save();
  }

  private async apply(run: Run): Promise<void> {
    run.status = "applying";
    const applied = await this.phase(run, "apply", (job) => this.engine.apply(job));
    if (applied.state !== undefined) this.store(run.workspaceId, applied.state, run.id);
    setChanges(run.apply, applied);
    if (isFinal(run)) return;
    this.end(run, applied.succeeded ? "applied" : "errored");
  }

  /** Keeps the state as a new version, unless it is the one that is there. */
  store(workspaceId: string, state: string, runId?: string): string {
    const { serial, lineage } = stateSchema.parse(JSON.parse(state));
    const current = this.database.currentState(workspaceId);
    if (current !== undefined && current.serial === serial && current.lineage === lineage) return current.id;
    const id = newId("sv");
    writeFileSync(this.database.object(`${id}.tfstate`), state);
    const version = { id, workspaceId, runId, serial, lineage, createdAt: new Date().toISOString() };
    this.database.tables.stateVersions.push(version);
    this.database.save();
    return id;
  }

  private async phase<Result extends { readonly succeeded: boolean }>(
    run: Run,
    phase: "plan" | "apply",
    work: (job: Job) => Promise<Result>,
  ): Promise<Result> {
    const log = (text: string) => appendFileSync(this.logFile(run, phase), text);
    run[phase].status = "running";
    this.database.save();
    // Terraform skips the first three lines of a log.
    log(`${startOfText}Terraform v1.11.4\non linux_amd64\nInitializing plugins and modules...\n`);
    const result = await work(this.job(run, log));
    run[phase].status = result.succeeded ? "finished" : "errored";
    log(endOfText);
    return result;
  }

  private job(run: Run, log: (text: string) => void): Job {
    const folder = join(this.database.folder, "runs", run.id);
    mkdirSync(folder, { recursive: true });
    const state = this.database.currentState(run.workspaceId);
    return {
      folder,
      isDestroy: run.isDestroy,
      configuration: this.database.object(`${run.configurationVersionId}.tar.gz`),
      state: state === undefined ? undefined : readFileSync(this.database.object(`${state.id}.tfstate`), "utf8"),
      environment: runEnvironment(this.database, this.workspace(run.workspaceId)),
      log,
    };
  }

  private end(run: Run, status: Run["status"]): void {
    run.status = status;
    for (const phase of [run.plan, run.apply]) if (phase.status === "pending") phase.status = "unreachable";
    const workspace = this.workspace(run.workspaceId);
    if (workspace.lockedBy === run.id) workspace.lockedBy = undefined;
    rmSync(join(this.database.folder, "runs", run.id), { recursive: true, force: true });
    this.advance(run.workspaceId);
  }

  private workspace(id: string): Workspace {
    const workspace = this.database.tables.workspaces.find((candidate) => candidate.id === id);
    if (workspace === undefined) throw new Error(`there is no workspace ${id}`);
    return workspace;
  }
}

export function isFinal({ status }: Run): boolean {
  return finalStatuses.includes(status);
}

export function isConfirmable({ status }: Run): boolean {
  return status === "planned" || status === "planned_and_saved";
}

export function isDiscardable({ status }: Run): boolean {
  return status === "pending" || status === "planned" || status === "planned_and_saved";
}

export function isCancelable({ status }: Run): boolean {
  return status === "pending" || status === "planning" || status === "applying";
}

const startOfText = "\u0002";
const endOfText = "\u0003";

const stateSchema = z.object({ serial: z.number(), lineage: z.string() });

function setChanges(phase: PhaseResult, { additions, changes, destructions }: Changes): void {
  Object.assign(phase, { additions, changes, destructions });
}
