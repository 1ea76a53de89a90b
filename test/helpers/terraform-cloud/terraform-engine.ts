import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { extract } from "tar";
import { z } from "zod";
import { terraformEnvironment } from "../../../running/terraform-environment";
import { linkProvider } from "../../../running/tools/provider-mirror";
import { type Applied, type Changes, type Engine, type Job, noChanges, type Planned } from "./engine";

export interface TerraformEngineSettings {
  readonly terraform: string;
  /** The AWS provider's unpacked folder, and its version. */
  readonly provider: { readonly folder: string; readonly version: string };
  /** The emulator that stands in for AWS. */
  readonly endpoint: string;
}

interface Ended {
  readonly exitCode: number;
  readonly changes: Changes;
}

/**
 * Runs the real terraform on what was uploaded. HCP Terraform replaces the `cloud` block by its own; an override file
 * does that here, since the configuration is JSON.
 */
export class TerraformEngine implements Engine {
  private running: ChildProcess | undefined;

  constructor(private readonly settings: TerraformEngineSettings) {}

  async plan(job: Job): Promise<Planned> {
    const folder = configurationIn(job);
    mkdirSync(folder, { recursive: true });
    await extract({ file: job.configuration, cwd: folder });
    writeFileSync(join(folder, "stand_in_override.tf.json"), JSON.stringify(localBackend));
    linkProvider(folder, this.settings.provider.version, this.settings.provider.folder);
    putState(job);
    const initialized = await this.run(job, ["init", "-input=false", "-no-color"], false);
    if (initialized.exitCode !== 0) return { succeeded: false };
    const destroy = job.isDestroy ? ["-destroy"] : [];
    const planned = await this.run(job, ["plan", ...destroy, "-detailed-exitcode", "-out=plan", ...machineReadable]);
    if (planned.exitCode !== 0 && planned.exitCode !== 2) return { succeeded: false };
    const hasChanges = planned.exitCode === 2;
    return { ...planned.changes, succeeded: true, hasChanges, planJson: await this.show(job) };
  }

  /** Puts the workspace's state where the plan expects its own: Terraform itself refuses a plan that is stale. */
  async apply(job: Job): Promise<Applied> {
    putState(job);
    const { exitCode, changes } = await this.run(job, ["apply", ...machineReadable, "plan"]);
    const file = stateFile(job);
    return { ...changes, succeeded: exitCode === 0, state: existsSync(file) ? readFileSync(file, "utf8") : undefined };
  }

  kill(): void {
    const group = this.running?.pid;
    if (group !== undefined) process.kill(-group, "SIGKILL");
  }

  private async show(job: Job): Promise<string> {
    const parts: string[] = [];
    await this.run({ ...job, log: (text) => parts.push(text) }, ["show", "-json", "-no-color", "plan"], false);
    return parts.join("");
  }

  private run(job: Job, args: readonly string[], isStructured = true): Promise<Ended> {
    const cliConfigFile = join(job.folder, "terraform.rc");
    writeFileSync(cliConfigFile, "");
    const child = spawn(this.settings.terraform, [...args], {
      cwd: configurationIn(job),
      env: {
        ...terraformEnvironment(process.env, cliConfigFile),
        ...job.environment,
        AWS_ENDPOINT_URL: this.settings.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running = child;
    let changes = noChanges;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = isStructured ? messageSchema.safeParse(JSON.parse(line)).data : undefined;
      job.log(`${job.hasStructuredOutput ? line : (message?.["@message"] ?? line)}\n`);
      if (message?.diagnostic !== undefined && !job.hasStructuredOutput) job.log(`${message.diagnostic.detail}\n`);
      if (message?.changes !== undefined) changes = changesOf(message.changes);
    });
    child.stderr.on("data", (chunk: Buffer) => job.log(chunk.toString("utf8")));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => {
        this.running = undefined;
        resolve({ exitCode: exitCode ?? 128, changes });
      });
    });
  }
}

const machineReadable = ["-input=false", "-no-color", "-json"] as const;

const localBackend = { terraform: { backend: { local: { path: "../state.tfstate" } } } };

const messageSchema = z.object({
  "@message": z.string(),
  changes: z.object({ add: z.number(), change: z.number(), remove: z.number() }).optional(),
  diagnostic: z.object({ detail: z.string().default("") }).optional(),
});

function changesOf({ add, change, remove }: { add: number; change: number; remove: number }): Changes {
  return { additions: add, changes: change, destructions: remove };
}

function configurationIn({ folder }: Job): string {
  return join(folder, "configuration");
}

function stateFile({ folder }: Job): string {
  return join(folder, "state.tfstate");
}

function putState(job: Job): void {
  if (job.state !== undefined) writeFileSync(stateFile(job), job.state);
}
