import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { FakeGithub } from "../github/fake-github";
import { guardedEnvironment, guardedRepository } from "../github/guarded-repository";
import { ProjectCopy } from "../project-copy";
import { countingEngine } from "../terraform-cloud/counting-engine";
import type { Workspace } from "../terraform-cloud/database";
import { TerraformCloudStandIn } from "../terraform-cloud/stand-in";

export interface Ended {
  readonly exitCode: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

interface Caller {
  readonly token: string;
  readonly environment?: NodeJS.ProcessEnv;
}

const organization = "shop-works";

/** This project with its workspaces in a stand-in of Terraform Cloud, and its repository in a fake GitHub. */
export class GateVerbRig {
  readonly pipeline: string;
  readonly person: string;

  private constructor(
    private readonly folder: string,
    readonly project: ProjectCopy,
    readonly standIn: TerraformCloudStandIn,
    private readonly github: { readonly url: string; readonly stop: () => void },
    /** By method and path; a test changes them. */
    readonly answers: Record<string, unknown>,
  ) {
    standIn.addOrganization(organization);
    for (const team of ["pipeline", "platform"]) standIn.addTeam(organization, team);
    this.pipeline = standIn.addToken(organization, "pipeline");
    this.person = standIn.addToken(organization, "owners");
    this.editAccount((account) =>
      account.setIn(["terraformCloud", "teams"], { pipeline: "pipeline", approvers: "platform" }),
    );
  }

  static async start(): Promise<GateVerbRig> {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), "slipway-gate-verb-"));
    const standIn = await TerraformCloudStandIn.start({ folder: join(folder, "server"), engine: countingEngine() });
    const answers: Record<string, unknown> = guardedRepository();
    return new GateVerbRig(folder, new ProjectCopy([".github"]), standIn, await FakeGithub.start(answers), answers);
  }

  async stop(): Promise<void> {
    await this.standIn.settled();
    await this.standIn.stop();
    this.github.stop();
    this.project.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** As the runner of a workflow would, with the token in Terraform's own file. */
  slipway(token: string, ...args: readonly string[]): Promise<Ended> {
    return this.slipwayOf({ token }, ...args);
  }

  /** @param environment variables that differ from a runner's */
  slipwayOf(caller: Caller, ...args: readonly string[]): Promise<Ended> {
    return this.ended(caller, process.execPath, ["cli/slipway.cjs", ...args], "");
  }

  /** As a person does, who answers the one question. */
  slipwayOnTerminal(token: string, answer: string, ...args: readonly string[]): Promise<Ended> {
    const spawn = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
    const program = ["-c", spawn, process.execPath, "cli/slipway.cjs", ...args];
    return this.ended({ token, environment: { TERM: "xterm" } }, "python3", program, `${answer}\n`);
  }

  private ended(
    { token, environment }: Caller,
    program: string,
    args: readonly string[],
    input: string,
  ): Promise<Ended> {
    const home = join(this.folder, `home-of-${token}`);
    mkdirSync(join(home, ".terraform.d"), { recursive: true });
    const { hostname, certificate } = this.standIn;
    const credentials = { credentials: { [hostname]: { token } } };
    writeFileSync(join(home, ".terraform.d", "credentials.tfrc.json"), JSON.stringify(credentials));
    const { TF_CLI_CONFIG_FILE, ...inherited } = process.env;
    const env = {
      ...inherited,
      HOME: home,
      CI: "true",
      NODE_EXTRA_CA_CERTS: certificate.file,
      TF_CLOUD_HOSTNAME: hostname,
      GITHUB_API_URL: this.github.url,
      GITHUB_TOKEN: "of-a-workflow",
      ...environment,
    };
    const options = { cwd: this.project.folder, env };
    return new Promise((resolve) => {
      const child = execFile(program, [...args], options, (error, stdout, stderr) =>
        resolve({ exitCode: error === null ? 0 : (error.code ?? 1), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  }

  workspace(name: string): Workspace {
    const found = this.standIn.database.tables.workspaces.find((workspace) => workspace.name === name);
    if (found === undefined) throw new RangeError(`there is no workspace ${name}`);
    return found;
  }

  /** Changes a file of the project; @returns what puts it back */
  edit(file: string, change: (text: string) => string): () => void {
    const before = this.project.read(file);
    const after = change(before);
    if (after === before) throw new RangeError(`${file} is no longer what the change expects`);
    this.project.edit(file, () => after);
    return () => this.project.edit(file, () => before);
  }

  /** Changes what GitHub says of its environment; @returns what puts it back */
  setEnvironment(changes: object | undefined): () => void {
    const before = this.answers[guardedEnvironment];
    if (changes === undefined) delete this.answers[guardedEnvironment];
    else this.answers[guardedEnvironment] = { ...Object(before), ...changes };
    return () => {
      this.answers[guardedEnvironment] = before;
    };
  }

  private editAccount(change: (account: ReturnType<typeof parseDocument>) => void): void {
    this.project.edit("config/accounts/shop.yaml", (text) => {
      const document = parseDocument(text);
      change(document);
      return document.toString();
    });
  }
}
