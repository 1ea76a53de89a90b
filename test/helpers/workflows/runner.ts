import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ProjectCopy } from "../project-copy";
import { asText, type Contexts, evaluated, expression } from "./expression";
import type { Workflow, WorkflowJob, WorkflowStep } from "./workflow";

export interface RanStep {
  /** Such as `plan: npx slipway plan "$ENVIRONMENT"`. */
  readonly step: string;
  /** Absent where it was not run. */
  readonly exitCode?: number;
  readonly output: string;
}

export interface RunnerSettings {
  readonly workflow: Workflow;
  /** github, inputs and secrets, as the event gives them. */
  readonly contexts: Contexts;
  readonly variables: NodeJS.ProcessEnv;
  /** By the beginning of a command or of an action: why it cannot run inside a test. */
  readonly skipped: Readonly<Record<string, string>>;
  /** What a job's copy of the project has that this project has not. */
  readonly files?: Readonly<Record<string, string>>;
}

type JobResult = {
  readonly result: "success" | "failure" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
};

/** Runs the commands of a workflow's jobs as GitHub's runner does, each job in a copy of this project. */
export class WorkflowRunner {
  readonly steps: RanStep[] = [];
  readonly results: Record<string, JobResult> = {};
  private readonly folder = mkdtempSync(join(realpathSync(tmpdir()), "slipway-runner-"));
  /** What the steps have written to the summary. */
  readonly summary = join(this.folder, "summary");
  private readonly needs: Record<string, JobResult> = this.results;

  constructor(private readonly settings: RunnerSettings) {
    mkdirSync(join(this.folder, "artifacts"));
    mkdirSync(join(this.folder, "home"));
    writeFileSync(this.summary, "");
  }

  /** Every job after those that it needs: a workflow lists them in this order. */
  async run(): Promise<void> {
    for (const [name, job] of Object.entries(this.settings.workflow.jobs)) {
      this.results[name] = await this.runJob(name, job);
    }
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async runJob(name: string, job: WorkflowJob): Promise<JobResult> {
    const contexts = { ...this.settings.contexts, needs: this.needs };
    const succeeded = job.needs.every((needed) => this.results[needed]?.result === "success");
    const condition = asText(job.if);
    if (!isMet(job.if, contexts) || (!succeeded && !isAnyway(condition))) return { result: "skipped", outputs: {} };
    const results: JobResult[] = [];
    for (const matrix of matricesOf(job, contexts))
      results.push(await this.runOnce(name, job, { ...contexts, matrix }));
    return results.find(({ result }) => result === "failure") ?? results.at(-1) ?? { result: "skipped", outputs: {} };
  }

  private async runOnce(name: string, job: WorkflowJob, contexts: Contexts): Promise<JobResult> {
    const project = new ProjectCopy([".github", "test/golden", "workloads"]);
    for (const [file, text] of Object.entries(this.settings.files ?? {})) writeFileSync(project.path(file), text);
    const steps: Record<string, { outputs: Record<string, string> }> = {};
    let isFailed = false;
    try {
      for (const step of job.steps) {
        const known = { ...contexts, steps, env: this.environment(job.env, contexts) };
        if (isFailed && !isAnyway(asText(step.if))) continue;
        if (!isMet(step.if, known)) continue;
        const { exitCode = 0, outputs } = await this.runStep(name, step, known, project);
        if (step.id !== undefined) steps[step.id] = { outputs };
        isFailed ||= exitCode !== 0;
      }
      return {
        result: isFailed ? "failure" : "success",
        outputs: this.environment(job.outputs, { ...contexts, steps }),
      };
    } finally {
      project.dispose();
    }
  }

  private async runStep(job: string, step: WorkflowStep, contexts: Contexts, project: ProjectCopy) {
    const what = step.run ?? step.uses ?? "";
    const skipped = Object.entries(this.settings.skipped).find(([beginning]) => what.startsWith(beginning));
    if (skipped !== undefined) {
      this.steps.push({ step: `${job}: ${skipped[0]}`, output: `skipped, because ${skipped[1]}` });
      return { outputs: {} };
    }
    if (step.run === undefined) {
      this.move(step, contexts, project);
      return { outputs: {} };
    }
    const file = join(this.folder, "output");
    writeFileSync(file, "");
    const { env } = z.object({ env: z.record(z.string(), z.string()) }).parse(contexts);
    const outputs = { GITHUB_OUTPUT: file, GITHUB_STEP_SUMMARY: this.summary };
    const variables = { ...env, ...this.environment(step.env, contexts), ...outputs };
    const { exitCode, output } = await this.shell(step.run, project.folder, variables);
    this.steps.push({ step: `${job}: ${step.run}`, exitCode, output });
    return { exitCode, outputs: outputsIn(readFileSync(file, "utf8")) };
  }

  private environment(values: Readonly<Record<string, unknown>>, contexts: Contexts): Record<string, string> {
    const entries = Object.entries(values).map(([name, value]) => [name, asText(evaluated(asText(value), contexts))]);
    return Object.fromEntries(entries);
  }

  private shell(run: string, cwd: string, variables: NodeJS.ProcessEnv): Promise<{ exitCode: number; output: string }> {
    const { PATH, TERM } = process.env;
    const home = join(this.folder, "home");
    const env = { PATH, TERM, HOME: home, CI: "true", NO_COLOR: "1", ...this.settings.variables, ...variables };
    return new Promise((resolve) => {
      execFile("bash", ["-e", "-c", run], { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
        resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` }),
      );
    });
  }

  /** Artifacts are folders here. */
  private move({ uses = "", with: given }: WorkflowStep, contexts: Contexts, project: ProjectCopy): void {
    const { name = "", path = "", pattern = "" } = this.environment(given, contexts);
    const artifacts = join(this.folder, "artifacts");
    if (uses.startsWith("actions/upload-artifact@")) {
      cpSync(project.path(path), join(artifacts, name), { recursive: true });
    } else if (uses.startsWith("actions/download-artifact@")) {
      const matches = (artifact: string) =>
        artifact === name || (pattern !== "" && artifact.startsWith(pattern.replace("*", "")));
      for (const artifact of readdirSync(artifacts).filter(matches)) {
        cpSync(join(artifacts, artifact), project.path(path), { recursive: true });
      }
    } else throw new Error(`${uses} is neither known nor skipped`);
  }
}

/** Without such a word a condition asks that everything before it went well. */
function isAnyway(condition: string): boolean {
  return /\b(cancelled|always)\(\)/.test(condition);
}

function isMet(condition: unknown, contexts: Contexts): boolean {
  const text = asText(condition ?? true).replace(/^\$\{\{(.*)\}\}$/, "$1");
  return text === "true" || Boolean(expression(text, contexts));
}

const entriesSchema = z.array(z.record(z.string(), z.unknown()));

function matricesOf({ strategy }: WorkflowJob, contexts: Contexts): readonly Readonly<Record<string, unknown>>[] {
  if (strategy === undefined) return [{}];
  const { include, ...lists } = strategy.matrix;
  if (include !== undefined) return entriesSchema.parse(evaluated(asText(include), contexts));
  return Object.entries(lists).flatMap(([name, values]) =>
    z
      .array(z.unknown())
      .parse(values)
      .map((value) => ({ [name]: value })),
  );
}

/** `NAME=VALUE`, or `NAME<<END` with lines up to END. */
function outputsIn(text: string): Record<string, string> {
  const long = [...text.matchAll(/^(\w+)<<(\w+)\n([\s\S]*?)\n\2$/gm)].map(([, name = "", , value = ""]) => [
    name,
    value,
  ]);
  const short = [...text.replaceAll(/^(\w+)<<(\w+)\n[\s\S]*?\n\2$/gm, "").matchAll(/^(\w+)=(.*)$/gm)];
  return Object.fromEntries([...long, ...short.map(([, name = "", value = ""]) => [name, value])]);
}
