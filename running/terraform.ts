import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ChildOptions, ChildProcesses, Finished } from "./processes";
import { diagnosticText, errorTexts, parseMessage, type TerraformMessage } from "./terraform-messages";
import { UserError } from "./user-error";

export interface TerraformSettings {
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly children: ChildProcesses;
  /** The output of each command, for a look after a failure. */
  readonly logFolder: string;
  /** Told the time that each command takes. */
  readonly clock: { readonly measure: <Result>(command: TimedCommand, work: () => Promise<Result>) => Promise<Result> };
}

export interface TimedCommand {
  readonly stack: string;
  readonly command: string;
}

export interface Stack {
  readonly name: string;
  readonly folder: string;
  readonly planFile: string;
}

/** Called with the number of resources that are done. */
export type ResourceProgress = (done: number) => void;

/** A resource that is still being made. */
export interface PendingResource {
  readonly address: string;
  readonly type: string;
  /** Since it was begun. */
  readonly seconds: number;
}

/** Called every ten seconds with each pending resource; `giveUp` ends the command, and its reason is what is shown. */
export type PendingObserver = (resource: PendingResource, giveUp: (reason: string) => void) => void;

/** Terraform on one stack at a time; a failure is shown as its diagnostics. */
export class Terraform {
  constructor(private readonly settings: TerraformSettings) {}

  async init(stack: Stack): Promise<void> {
    const finished = await this.run(stack, ["init", "-input=false", "-no-color"]);
    if (finished.exitCode !== 0) throw new UserError(`terraform init of ${stack.name} failed: ${plainError(finished)}`);
  }

  async validate(stack: Stack): Promise<void> {
    const { stdout } = await this.run(stack, ["validate", "-json", "-no-color"]);
    const { valid, diagnostics } = validationSchema.parse(JSON.parse(stdout));
    if (!valid) throw new UserError(`${stack.name} is not valid: ${diagnostics.map(diagnosticText).join("; ")}`);
  }

  async apply(stack: Stack, progress: ResourceProgress, pending?: PendingObserver): Promise<void> {
    await this.change(stack, ["apply", "-auto-approve"], progress, pending);
  }

  async destroy(stack: Stack, progress: ResourceProgress): Promise<void> {
    await this.change(stack, ["destroy", "-auto-approve"], progress);
  }

  /** @returns whether there is nothing to change */
  async planIsEmpty(stack: Stack): Promise<boolean> {
    const finished = await this.run(stack, [
      "plan",
      "-detailed-exitcode",
      `-out=${stack.planFile}`,
      ...machineReadable,
    ]);
    if (finished.exitCode === 0 || finished.exitCode === 2) return finished.exitCode === 0;
    throw failure(stack, "plan", finished);
  }

  /** @returns the last plan as Terraform's own JSON text */
  async showPlan(stack: Stack): Promise<string> {
    const finished = await this.run(stack, ["show", "-json", "-no-color", stack.planFile]);
    if (finished.exitCode !== 0) throw new UserError(`terraform show of ${stack.name} failed: ${plainError(finished)}`);
    return finished.stdout;
  }

  /** @returns what the providers of the stack say of their types, as Terraform's own JSON text */
  async providerSchemas(stack: Stack): Promise<string> {
    const finished = await this.run(stack, ["providers", "schema", "-json", "-no-color"]);
    if (finished.exitCode !== 0) {
      throw new UserError(`terraform providers schema of ${stack.name} failed: ${plainError(finished)}`);
    }
    return finished.stdout;
  }

  private async change(
    stack: Stack,
    command: readonly string[],
    progress: ResourceProgress,
    pending?: PendingObserver,
  ): Promise<void> {
    let done = 0;
    const givenUp = new AbortController();
    const onLine = (line: string) => {
      const message = parseMessage(line);
      if (isCompletion(message)) progress(++done);
      const resource = pendingResource(message);
      if (resource !== undefined) pending?.(resource, (reason) => givenUp.abort(reason));
    };
    const finished = await this.run(stack, [...command, ...machineReadable], { onLine, signal: givenUp.signal });
    if (givenUp.signal.aborted) {
      throw new UserError(`terraform ${command.join(" ")} of ${stack.name} was given up: ${givenUp.signal.reason}`);
    }
    if (finished.exitCode !== 0) throw failure(stack, command.join(" "), finished);
  }

  /** Starts in the stack's folder and names it again: its `terraform.d` is found there, and a stale process by its arguments. */
  private async run(
    stack: Stack,
    args: readonly string[],
    watched: Pick<ChildOptions, "onLine" | "signal"> = {},
  ): Promise<Finished> {
    const { program, environment, children, logFolder, clock } = this.settings;
    const [command = ""] = args;
    const finished = await clock.measure({ stack: stack.name, command }, () =>
      children.run(program, [`-chdir=${stack.folder}`, ...args], { cwd: stack.folder, env: environment, ...watched }),
    );
    mkdirSync(logFolder, { recursive: true });
    writeFileSync(join(logFolder, `${stack.name}-${command}.log`), finished.stdout + finished.stderr);
    return finished;
  }
}

const machineReadable = ["-input=false", "-no-color", "-json"] as const;

const validationSchema = z.object({
  valid: z.boolean(),
  diagnostics: z.array(
    z.object({
      severity: z.string(),
      summary: z.string(),
      detail: z.string().default(""),
      address: z.string().optional(),
    }),
  ),
});

function isCompletion(message: TerraformMessage | undefined): boolean {
  return message?.type === "apply_complete" && message.hook?.action !== "read";
}

function pendingResource(message: TerraformMessage | undefined): PendingResource | undefined {
  if (message?.type !== "apply_progress" || message.hook?.action !== "create") return undefined;
  const { resource, elapsed_seconds: seconds } = message.hook;
  return { address: resource.addr, type: resource.resource_type, seconds };
}

function failure(stack: Stack, command: string, finished: Finished): UserError {
  const errors = errorTexts(finished.stdout);
  const reason = errors.length === 0 ? plainError(finished) : errors.join("\n");
  return new UserError(`terraform ${command} of ${stack.name} failed: ${reason}`);
}

/** For commands without `-json`: Terraform's own words, from the first error on. */
export function plainError({ exitCode, stdout, stderr }: Finished): string {
  const text = stderr.trim() === "" ? stdout : stderr;
  const start = text.indexOf("Error: ");
  const paragraphs = (start < 0 ? text : text.slice(start + "Error: ".length)).split(/\n\s*\n/).slice(0, 2);
  return paragraphs.join(": ").replaceAll(/\s+/g, " ").trim() || `exit code ${exitCode}`;
}
