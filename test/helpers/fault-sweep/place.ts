import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terraformCloudClient } from "../../../delivery/terraform-cloud/client";
import { correctWorkspaces } from "../../../delivery/terraform-cloud/correct-workspaces";
import type { StackRunRequest } from "../../../delivery/terraform-cloud/stack-run";
import { stackNames } from "../../../model/stack-names";
import { scheduledTeam } from "../../../model/terraform-cloud";
import { plainProgress } from "../../../running/progress";
import { Shutdown } from "../../../running/shutdown";
import { officialReleaseHosts, type Toolbox } from "../../../running/tools/toolbox";
import { anAccount, anEnvironment } from "../environments";
import { FakeGithub } from "../github/fake-github";
import { guardedRepository } from "../github/guarded-repository";
import { countingEngine } from "../terraform-cloud/counting-engine";
import { TerraformCloudStandIn } from "../terraform-cloud/stand-in";
import { trustingFetch } from "../terraform-cloud/trusting-fetch";

const organization = "shop-works";
const github = {
  organization: "shop-works",
  organizationId: 100000001,
  repository: "shop-works",
  repositoryId: 200000001,
};
/** For whose teardown a machine confirms runs, which the gate proves to be all that it may. */
const schedule = { timezone: "UTC", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00", weekend: "teardown" } as const;
const teams = { pipeline: "pipeline", approvers: "platform", scheduled: "scheduled" };

/** Far above what an answer takes, and far below what a case may. */
const answerMilliseconds = 5000;

/** Terraform Cloud and GitHub, in which one command after another meets its faults. */
export class Place {
  readonly lines: string[] = [];
  readonly progress = plainProgress((line) => this.lines.push(line));
  private readonly empty: string;
  private corrected = "";

  private constructor(
    readonly folder: string,
    readonly standIn: TerraformCloudStandIn,
    readonly github: FakeGithub & { readonly url: string },
    private readonly tokens: { readonly owners: string; readonly pipeline: string },
  ) {
    this.empty = JSON.stringify(standIn.database.tables);
  }

  static async start(): Promise<Place> {
    const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
    const standIn = await TerraformCloudStandIn.start({ folder, engine: countingEngine() });
    standIn.addOrganization(organization);
    for (const team of [teams.pipeline, teams.approvers, scheduledTeam(teams, "staging")])
      standIn.addTeam(organization, team);
    const owners = standIn.addToken(organization, "owners");
    const tokens = { owners, pipeline: standIn.addToken(organization, teams.pipeline) };
    const place = new Place(folder, standIn, await FakeGithub.start(guardedRepository()), tokens);
    await place.correct();
    place.corrected = JSON.stringify(standIn.database.tables);
    return place;
  }

  async stop(): Promise<void> {
    this.github.stop();
    await this.standIn.settled();
    await this.standIn.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Back to an organization without workspaces, or with those that `slipway workspace` makes. */
  async reset(hasWorkspaces: boolean): Promise<void> {
    await this.standIn.settled();
    Object.assign(this.standIn.database.tables, JSON.parse(hasWorkspaces ? this.corrected : this.empty));
    this.github.issues.splice(0);
    this.github.asked.splice(0);
    this.github.faultOf = () => undefined;
    this.standIn.faultOf = () => undefined;
    this.lines.splice(0);
  }

  correct() {
    const options = { check: false, yes: true, byAdministrator: false, progress: this.progress };
    return correctWorkspaces(this.client("owners"), this.environment, options);
  }

  get environment() {
    const { hostname } = this.standIn;
    return anEnvironment({ schedule }, anAccount({ terraformCloud: { organization, teams, hostname }, github }));
  }

  get fetch(): typeof fetch {
    const trusting = trustingFetch(this.standIn.certificate.certificate);
    return (input, init) => trusting(input, { ...init, signal: AbortSignal.timeout(answerMilliseconds) });
  }

  client(team: "owners" | "pipeline") {
    const { hostname } = this.standIn;
    return terraformCloudClient({ hostname, token: this.tokens[team], fetch: this.fetch });
  }

  get toolbox(): Toolbox {
    return this.toolboxOf("pipeline");
  }

  toolboxOf(team: "owners" | "pipeline"): Toolbox {
    const file = join(this.folder, "credentials.tfrc.json");
    const { hostname } = this.standIn;
    writeFileSync(file, JSON.stringify({ credentials: { [hostname]: { token: this.tokens[team] } } }));
    return {
      environment: { TF_CLI_CONFIG_FILE: file, CI: "true", GITHUB_API_URL: this.github.url, GITHUB_TOKEN: "secret" },
      projectRoot: this.folder,
      cache: this.folder,
      shutdown: new Shutdown(() => {}),
      releaseHosts: officialReleaseHosts,
      say: this.progress.print,
    };
  }

  /** What synthesis and its archive would give. */
  requests(planOnly: boolean): readonly StackRunRequest[] {
    const { environment } = this;
    const { terraformCloud } = environment.account;
    const configuration = new Uint8Array([1]);
    const message = `slipway ${planOnly ? "plan" : "run"} ${environment.name}`;
    return stackNames(environment).map((stack) => ({ stack, terraformCloud, planOnly, message, configuration }));
  }
}
