import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** As YAML reads it: `true` and `17` are no text. */
const scalar = z.union([z.string(), z.boolean(), z.number()]);
const settings = z.record(z.string(), scalar).default({});

const stepSchema = z.object({
  id: z.string().optional(),
  if: scalar.optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: settings,
  env: settings,
  "continue-on-error": scalar.optional(),
});

const concurrencySchema = z.object({ group: z.string(), "cancel-in-progress": scalar });

const jobSchema = z.object({
  if: scalar.optional(),
  needs: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((needs) => [needs].flat()),
  environment: z.string().optional(),
  "continue-on-error": scalar.optional(),
  permissions: z.record(z.string(), z.string()),
  concurrency: concurrencySchema.optional(),
  outputs: z.record(z.string(), z.string()).default({}),
  env: settings,
  strategy: z.object({ matrix: z.record(z.string(), z.unknown()) }).optional(),
  steps: z.array(stepSchema).min(1),
});

const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency: concurrencySchema.optional(),
  env: settings,
  jobs: z.record(z.string(), jobSchema),
});

export type WorkflowStep = z.output<typeof stepSchema>;
export type WorkflowJob = z.output<typeof jobSchema>;

export interface Workflow extends z.output<typeof workflowSchema> {
  /** Name of its file. */
  readonly file: string;
  readonly text: string;
}

const folder = ".github/workflows";

export function workflows(): readonly Workflow[] {
  return readdirSync(folder)
    .sort()
    .map((file) => workflowIn(file, readFileSync(join(folder, file), "utf8")));
}

export function workflowNamed(file: string): Workflow {
  return workflowIn(file, readFileSync(join(folder, file), "utf8"));
}

function workflowIn(file: string, text: string): Workflow {
  return { file, text, ...workflowSchema.parse(parse(text)) };
}

/** Of every workflow, with where it stands. */
export interface PlacedJob {
  readonly place: string;
  readonly workflow: Workflow;
  readonly name: string;
  readonly job: WorkflowJob;
}

export function jobsOf(all: readonly Workflow[]): readonly PlacedJob[] {
  return all.flatMap((workflow) =>
    Object.entries(workflow.jobs).map(([name, job]) => ({ place: `${workflow.file}: ${name}`, workflow, name, job })),
  );
}

/** The places whose step or job is as it must not be. */
export function places<Placed extends { readonly place: string }>(
  placed: readonly Placed[],
  isFault: (each: Placed) => boolean,
): readonly string[] {
  return placed.filter(isFault).map(({ place }) => place);
}

export function isSecret(value: unknown): boolean {
  return /\bsecrets\.|\bgithub\.token\b/.test(String(value));
}

/** The command whose list a matrix is made of. */
export function listedBy(include: unknown, others: Readonly<Record<string, WorkflowJob>>): string {
  const [, lister = "", output = ""] = /needs\.(\w+)\.outputs\.(\w+)/.exec(String(include)) ?? [];
  const [, id] = /steps\.(\w+)\.outputs/.exec(others[lister]?.outputs[output] ?? "") ?? [];
  return others[lister]?.steps.find((step) => step.id === id)?.run ?? "";
}
