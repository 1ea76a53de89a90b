import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Database, newId } from "./database";
import type { Changes, Engine, Job } from "./engine";
import type { PhaseResult, Run } from "./run-tables";
import { runEnvironment } from "./variable-scope";

/** What a run has on its server's disk: its logs, its plan, the state that it leaves, and the folder it works in. */
export class RunPhases {
  constructor(
    private readonly database: Database,
    private readonly engine: Engine,
  ) {}

  logFile(run: Run, phase: "plan" | "apply"): string {
    return this.database.object(`${phase}-${run.id}.log`);
  }

  begin(run: Run): void {
    writeFileSync(this.logFile(run, "plan"), "");
    writeFileSync(this.logFile(run, "apply"), "");
  }

  /** @returns whether there is a plan */
  async plan(run: Run): Promise<boolean> {
    const planned = await this.worked(run, "plan", (job) => this.engine.plan(job));
    if (!planned.succeeded) return false;
    writeFileSync(this.database.object(`plan-${run.id}.json`), planned.planJson);
    setChanges(run.plan, planned);
    run.hasChanges = planned.hasChanges;
    return true;
  }

  /** @returns whether all was applied; what was is stored in any case */
  async apply(run: Run): Promise<boolean> {
    const applied = await this.worked(run, "apply", (job) => this.engine.apply(job));
    if (applied.state !== undefined) this.store(run.workspaceId, applied.state, run.id);
    setChanges(run.apply, applied);
    return applied.succeeded;
  }

  kill(run: Run): void {
    if (run.plan.status === "running" || run.apply.status === "running") this.engine.kill();
  }

  end(run: Run): void {
    for (const phase of [run.plan, run.apply]) if (phase.status === "pending") phase.status = "unreachable";
    rmSync(this.folder(run), { recursive: true, force: true });
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
    return id;
  }

  private async worked<Result extends { readonly succeeded: boolean }>(
    run: Run,
    phase: "plan" | "apply",
    work: (job: Job) => Promise<Result>,
  ): Promise<Result> {
    const log = (text: string) => appendFileSync(this.logFile(run, phase), text);
    run[phase].status = "running";
    // Terraform skips the first three lines of a log.
    log(`${startOfText}Terraform v1.11.4\non linux_amd64\nInitializing plugins and modules...\n`);
    const result = await work(this.job(run, log));
    run[phase].status = result.succeeded ? "finished" : "errored";
    log(endOfText);
    return result;
  }

  private job(run: Run, log: (text: string) => void): Job {
    const folder = this.folder(run);
    mkdirSync(folder, { recursive: true });
    const state = this.database.currentState(run.workspaceId);
    const workspace = this.database.tables.workspaces.find(({ id }) => id === run.workspaceId);
    return {
      folder,
      isDestroy: run.isDestroy,
      hasStructuredOutput: workspace?.runs?.structuredOutput === true,
      configuration: this.database.object(`${run.configurationVersionId}.tar.gz`),
      state: state === undefined ? undefined : readFileSync(this.database.object(`${state.id}.tfstate`), "utf8"),
      environment: workspace === undefined ? {} : runEnvironment(this.database, workspace),
      log,
    };
  }

  private folder({ id }: Run): string {
    return join(this.database.folder, "runs", id);
  }
}

const startOfText = "\u0002";
const endOfText = "\u0003";

const stateSchema = z.object({ serial: z.number(), lineage: z.string() });

function setChanges(phase: PhaseResult, { additions, changes, destructions }: Changes): void {
  Object.assign(phase, { additions, changes, destructions });
}
