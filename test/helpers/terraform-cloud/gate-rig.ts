import { type ChildProcess, execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import { parseDocument } from "yaml";
import { z } from "zod";
import { nothing, terraformCloudClient } from "../../../delivery/terraform-cloud/client";
import { oldestProviderVersion } from "../../../model/provider-features";
import { emulatorClient } from "../../../rehearsal/aws-client";
import { Shutdown } from "../../../running/shutdown";
import { terraformEnvironment } from "../../../running/terraform-environment";
import { ProjectCopy } from "../project-copy";
import type { Workspace } from "./database";
import { emulatorIn, type GateTools, gateTools } from "./gate-tools";
import { HoldingProxy } from "./holding-proxy";
import type { Run } from "./run-tables";
import { TerraformCloudStandIn } from "./stand-in";
import { TerraformEngine } from "./terraform-engine";
import { trustingFetch } from "./trusting-fetch";

export interface Ended {
  readonly exitCode: number | string;
  readonly stdout: string;
  readonly output: string;
}

/** This project with its account's workspace in the stand-in, whose terraform applies to an emulator of its own. */
export class GateRig {
  readonly stack = "account-shop";
  readonly pipeline: string;
  readonly person: string;
  readonly workspace: Workspace;

  private constructor(
    private readonly folder: string,
    private readonly shutdown: Shutdown,
    private readonly tools: GateTools,
    private readonly emulator: { readonly endpoint: string },
    readonly project: ProjectCopy,
    readonly standIn: TerraformCloudStandIn,
    readonly engine: TerraformEngine,
    readonly aws: HoldingProxy,
  ) {
    const organization = "shop-works";
    standIn.addOrganization(organization);
    standIn.addTeam(organization, "pipeline");
    this.workspace = standIn.addWorkspace(organization, this.stack);
    standIn.grant("pipeline", this.workspace, "plan");
    this.pipeline = standIn.addToken(organization, "pipeline");
    this.person = standIn.addToken(organization, "owners");
  }

  /** @param account whose emulator it is; without it, the fixture's */
  static async start(account?: Parameters<typeof emulatorIn>[2]): Promise<GateRig> {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), "slipway-gate-"));
    const shutdown = new Shutdown(() => {});
    const tools = await gateTools(shutdown, folder);
    const emulator = await emulatorIn(shutdown, folder, account);
    const aws = await HoldingProxy.start(emulator.endpoint);
    const engine = new TerraformEngine({
      terraform: tools.terraform,
      provider: { folder: tools.provider, version: oldestProviderVersion },
      endpoint: aws.endpoint,
    });
    const standIn = await TerraformCloudStandIn.start({ folder: join(folder, "server"), engine });
    const project = new ProjectCopy();
    symlinkSync(resolve("emulator"), project.path("emulator"));
    return new GateRig(folder, shutdown, tools, emulator, project, standIn, engine, aws);
  }

  /** The workspace of a stack, made where it is not there. */
  workspaceOf(stack: string): Workspace {
    const { organization } = this.workspace;
    return stack === this.stack ? this.workspace : this.standIn.addWorkspace(organization, stack);
  }

  async stop(): Promise<void> {
    this.aws.release();
    await this.standIn.settled();
    await this.standIn.stop();
    await this.aws.stop();
    await this.shutdown.finish();
    this.project.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A change of the account's stack that makes and removes nothing. */
  tagAccount(team: string): void {
    this.project.edit("config/accounts/shop.yaml", (text) => {
      const document = parseDocument(text);
      document.setIn(["tags"], { Team: team });
      return document.toString();
    });
  }

  synthesize(): void {
    const { exitCode, stderr } = this.project.synthesize();
    if (exitCode !== 0) throw new Error(stderr);
  }

  /** The terraform of a person's or the pipeline's machine, in the stack's folder. */
  terraform(token: string, ...args: readonly string[]): Promise<Ended> {
    return ended((done) => this.startTerraform(token, args, done));
  }

  startTerraform(token: string, args: readonly string[], done: Parameters<typeof execFile>[3] = null): ChildProcess {
    const mirror = resolve(this.tools.provider, "../../../../..");
    const configuration = join(this.folder, `${token}.rc`);
    writeFileSync(
      configuration,
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n` +
        `credentials "${this.standIn.hostname}" {\n  token = "${token}"\n}\n`,
    );
    const env = {
      ...terraformEnvironment(process.env, configuration),
      SSL_CERT_FILE: this.standIn.certificate.file,
      TF_CLOUD_HOSTNAME: this.standIn.hostname,
    };
    const cwd = this.project.path(`cdktf.out/stacks/${this.stack}`);
    return execFile(this.tools.terraform, [...args, "-no-color"], { cwd, env }, done);
  }

  slipway(token: string, ...args: readonly string[]): Promise<Ended> {
    const home = join(this.folder, `home-of-${token}`);
    mkdirSync(join(home, ".terraform.d"), { recursive: true });
    const credentials = { credentials: { [this.standIn.hostname]: { token } } };
    writeFileSync(join(home, ".terraform.d", "credentials.tfrc.json"), JSON.stringify(credentials));
    const { TF_CLI_CONFIG_FILE, ...inherited } = process.env;
    const { hostname, certificate } = this.standIn;
    const env = { ...inherited, HOME: home, NODE_EXTRA_CA_CERTS: certificate.file, TF_CLOUD_HOSTNAME: hostname };
    return ended((done) =>
      execFile(process.execPath, ["cli/slipway.cjs", ...args], { cwd: this.project.folder, env }, done),
    );
  }

  client(token: string) {
    const { hostname, certificate } = this.standIn;
    return terraformCloudClient({ hostname, token, fetch: trustingFetch(certificate.certificate) });
  }

  get latestRun(): Run {
    const [run] = this.standIn.runsOf(this.workspace);
    if (run === undefined) throw new Error("there is no run yet");
    return run;
  }

  get latestRunAtGate(): Run {
    const run = this.standIn.runsOf(this.workspace).find(({ status }) => status === "planned");
    if (run === undefined) throw new Error("no run is at the gate");
    return run;
  }

  /** The pipeline's run, up to the gate. */
  async runToGate(): Promise<void> {
    const { exitCode, output } = await this.slipway(this.pipeline, "run", "staging", "--stack", this.stack);
    if (exitCode !== 0) throw new Error(output);
  }

  /** The pipeline's run, confirmed by the person and applied. */
  async approvedRun(): Promise<void> {
    await this.runToGate();
    await this.client(this.person).post(`/runs/${this.latestRunAtGate.id}/actions/apply`, {}, nothing);
    await this.standIn.settled();
  }

  /** What the pipeline's next plan would change, by address; it asks Terraform's own exit code too. */
  async changesOfNextPlan(): Promise<readonly string[]> {
    const args = ["plan", "staging", "--stack", this.stack, "--detailed-exitcode", "--out", "plans"];
    const { exitCode, output } = await this.slipway(this.pipeline, ...args);
    const { resource_changes: changes } = planSchema.parse(JSON.parse(this.project.read(`plans/${this.stack}.json`)));
    const changed = changes.filter(
      ({ change }) => !change.actions.every((action) => action === "no-op" || action === "read"),
    );
    if (exitCode !== (changed.length === 0 ? 0 : 2)) throw new Error(output);
    return changed.map(({ address, change }) => `${change.actions.join(" and ")} ${address}`);
  }

  /** A second environment of the account, with an image repository of its own. */
  addEnvironment(name: string, repository: string): void {
    const text = this.project.read("config/environments/staging.yaml");
    const document = parseDocument(text);
    document.setIn(["namePrefix"], `shop-${name}`);
    document.setIn(["network", "cidr"], "10.2.0.0/16");
    document.setIn(["dns", "domain"], `${name}.example.com`);
    document.setIn(["services", "agent", "repository"], repository);
    document.setIn(["services", "agent", "firestore", "database"], `${name}-agent`);
    document.setIn(["services", "agent", "taskRoleName"], `Shop${name}TaskRole`);
    writeFileSync(this.project.path(`config/environments/${name}.yaml`), document.toString());
    const account = parseDocument(this.project.read("config/accounts/shop.yaml"));
    account.setIn(["repositories", repository], { build: { context: ".", file: "Dockerfile" } });
    writeFileSync(this.project.path("config/accounts/shop.yaml"), account.toString());
  }

  /** What the run that applies has recorded so far. */
  stateOfRun({ id }: Run): string {
    return readFileSync(join(this.folder, "server", "runs", id, "state.tfstate"), "utf8");
  }

  /** The serial of the state that is stored; nothing before the first apply. */
  get serial(): number | undefined {
    return this.standIn.database.currentState(this.workspace.id)?.serial;
  }

  get stateText(): string {
    const id = this.standIn.database.currentState(this.workspace.id)?.id;
    return id === undefined ? "" : readFileSync(this.standIn.database.object(`${id}.tfstate`), "utf8");
  }

  /** What is really there. */
  async repositories(): Promise<readonly string[]> {
    const client = new ECRClient(emulatorClient(this.emulator, "us-east-1"));
    const { repositories = [] } = await client.send(new DescribeRepositoriesCommand({}));
    return repositories.map(({ repositoryName }) => repositoryName ?? "").sort();
  }

  async until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + 180_000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`it did not come to this: ${condition}`);
      await sleep(50);
    }
  }
}

const planSchema = z.object({
  resource_changes: z.array(z.object({ address: z.string(), change: z.object({ actions: z.array(z.string()) }) })),
});

function ended(start: (done: Parameters<typeof execFile>[3]) => ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    const child = start((error, stdout, stderr) => {
      const output = stripVTControlCharacters(`${stdout}${stderr}`).replaceAll(/[│╷╵]/g, "").replaceAll(/\s+/g, " ");
      resolve({ exitCode: error === null ? 0 : (error.code ?? 1), stdout: String(stdout), output });
    });
    child.stdin?.end();
  });
}
