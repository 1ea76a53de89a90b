import { execFile } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { emulatorClient } from "../../rehearsal/aws-client";
import { type FixtureName, placeFixture } from "./fixtures";
import { ProjectCopy } from "./project-copy";

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment deployed by `cdktf deploy` into an emulator that stays up, in a project of its own. */
export class LocalEnvironment {
  private readonly project = new ProjectCopy();

  constructor(
    readonly name: string,
    readonly region: string,
    fixture: FixtureName = "small",
  ) {
    placeFixture(fixture, this.folder);
    symlinkSync(resolve("emulator"), this.project.path("emulator"));
  }

  get folder(): string {
    return this.project.folder;
  }

  get endpoint(): string {
    const profile = readFileSync(this.project.path(".slipway/local/aws-config"), "utf8");
    return /^endpoint_url = (.*)$/m.exec(profile)?.[1] ?? "";
  }

  get clientSettings() {
    return emulatorClient({ endpoint: this.endpoint }, this.region);
  }

  /** What makes AWS clients talk to the emulator, as a person would set it. */
  get awsVariables(): NodeJS.ProcessEnv {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_CONFIG_FILE: this.project.path("none"),
      AWS_SHARED_CREDENTIALS_FILE: this.project.path("none"),
      AWS_PROFILE: undefined,
    };
  }

  start(): Promise<Ended> {
    return this.run(process.execPath, ["cli/slipway.cjs", "emulator", "start", this.name]);
  }

  deploy(stack: string): Promise<Ended> {
    return this.run("node_modules/.bin/cdktf", ["deploy", stack, "--auto-approve"]);
  }

  slipway(...args: readonly string[]): Promise<Ended> {
    return this.run(process.execPath, ["cli/slipway.cjs", ...args], this.awsVariables);
  }

  /** @returns what Terraform would change in a stack that was deployed; empty where nothing */
  async planned(stack: string): Promise<string> {
    const args = [`-chdir=${this.project.path(`cdktf.out/stacks/${stack}`)}`, "plan", "-no-color", "-input=false"];
    const { exitCode, stdout, stderr } = await this.run("terraform", [...args, "-detailed-exitcode"]);
    return exitCode === 0 ? "" : `${stdout}${stderr}`;
  }

  async dispose(): Promise<void> {
    await this.run(process.execPath, ["cli/slipway.cjs", "emulator", "stop"]);
    this.project.dispose();
  }

  private run(program: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ended> {
    // A second `terraform init` on this machine takes away from the shared cache what the first one uses.
    const own = { SLIPWAY_TARGET: "local", CHECKPOINT_DISABLE: "1", CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" };
    const env = { ...process.env, ...own, ...variables };
    return new Promise((ended) => {
      execFile(program, [...args], { cwd: this.project.folder, env }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : Number(error.code ?? 1);
        ended({ exitCode, stdout: stripVTControlCharacters(stdout), stderr: stripVTControlCharacters(stderr) });
      });
    });
  }
}
