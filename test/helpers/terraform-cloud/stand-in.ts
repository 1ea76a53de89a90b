import { mkdirSync } from "node:fs";
import { createServer, type Server as HttpsServer } from "node:https";
import { type Certificate, selfSignedCertificate } from "./certificate";
import { configurationRoutes } from "./configuration-routes";
import { Database, newId, type Workspace } from "./database";
import type { Engine } from "./engine";
import { Exchange } from "./exchange";
import type { AskedRequest, FaultOf } from "./faults";
import { organizationRoutes } from "./organization-routes";
import type { Access } from "./organization-tables";
import { planRoutes } from "./plan-routes";
import { RunQueue } from "./run-queue";
import { runRoutes } from "./run-routes";
import type { Run } from "./run-tables";
import { stageRoutes } from "./stage-routes";
import { stateRoutes } from "./state-routes";
import { teamRoutes } from "./team-routes";
import { variableRoutes } from "./variable-routes";
import { workspaceRoutes } from "./workspace-routes";

export interface StandInSettings {
  /** Where it keeps everything; one that is started again in the same folder goes on. */
  readonly folder: string;
  readonly engine: Engine;
  /** Whether a run of somebody who may not apply never applies itself; servers exist that do not check. */
  readonly checksAutoApply?: boolean;
}

/** Terraform Cloud on loopback; README.md says what there is of it. */
export class TerraformCloudStandIn {
  readonly database: Database;
  readonly certificate: Certificate;
  private readonly queue: RunQueue;
  private readonly exchange: Exchange;
  private readonly server: HttpsServer;

  private constructor({ folder, engine, checksAutoApply = true }: StandInSettings) {
    mkdirSync(folder, { recursive: true });
    this.certificate = selfSignedCertificate(folder);
    this.database = new Database(folder);
    this.queue = new RunQueue(this.database, engine);
    const { database, queue } = this;
    const parts = { database, queue, checksAutoApply, origin: () => `https://${this.hostname}` };
    const groups = [
      organizationRoutes,
      teamRoutes,
      workspaceRoutes,
      variableRoutes,
      configurationRoutes,
      runRoutes,
      planRoutes,
      stageRoutes,
      stateRoutes,
    ];
    this.exchange = new Exchange(
      database,
      groups.flatMap((routesOf) => routesOf(parts)),
    );
    const { key, certificate: cert } = this.certificate;
    this.server = createServer({ key, cert }, (request, response) => void this.exchange.serve(request, response));
    // A client that sends just then would lose what it sent.
    this.server.keepAliveTimeout = 0;
  }

  static async start(settings: StandInSettings): Promise<TerraformCloudStandIn> {
    const standIn = new TerraformCloudStandIn(settings);
    await new Promise<void>((resolve) => standIn.server.listen(0, "127.0.0.1", resolve));
    return standIn;
  }

  /** Such as localhost:40123: goes into an account's YAML. */
  get hostname(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the stand-in does not listen");
    return `localhost:${address.port}`;
  }

  /** With its owners' team and its default project. */
  addOrganization(name: string, { hasTeams = true } = {}): void {
    const { tables } = this.database;
    tables.organizations.push({ name, hasTeams, hasProviderSets: true, defaultExecutionMode: "remote" });
    tables.projects.push({ id: newId("prj"), organization: name, name: "Default Project" });
    tables.teams.push({ id: newId("team"), organization: name, name: "owners", organizationAccess: {} });
  }

  addTeam(organization: string, name: string): void {
    this.database.tables.teams.push({ id: newId("team"), organization, name, organizationAccess: {} });
  }

  /** @returns a new token of the team; the owners' is a person's */
  addToken(organization: string, teamName: string): string {
    const { tables } = this.database;
    const team = tables.teams.find(({ organization: of, name }) => of === organization && name === teamName);
    if (team === undefined) throw new Error(`${organization} has no team ${teamName}`);
    const secret = newId(`${teamName}-token`);
    const userName = teamName === "owners" ? "owner" : `api-${team.id}`;
    tables.tokens.push({ secret, teamId: team.id, userName, isExpired: false });
    return secret;
  }

  expire(secret: string): void {
    for (const token of this.database.tables.tokens) if (token.secret === secret) token.isExpired = true;
  }

  addWorkspace(organization: string, name: string, settings: Partial<Workspace> = {}): Workspace {
    const { tables } = this.database;
    const project = tables.projects.find((candidate) => candidate.organization === organization);
    const workspace: Workspace = {
      id: newId("ws"),
      organization,
      name,
      autoApply: false,
      autoApplyRunTrigger: false,
      executionMode: "remote",
      terraformVersion: "1.11.4",
      description: "",
      workingDirectory: "",
      globalRemoteState: false,
      allowDestroyPlan: true,
      speculativeEnabled: true,
      projectId: project?.id ?? "",
      tags: [],
      tagBindings: [],
      ...settings,
    };
    tables.workspaces.push(workspace);
    return workspace;
  }

  grant(teamName: string, workspace: Workspace, access: Access): void {
    const { tables } = this.database;
    const team = tables.teams.find(
      ({ organization, name }) => organization === workspace.organization && name === teamName,
    );
    if (team === undefined) throw new Error(`${workspace.organization} has no team ${teamName}`);
    tables.teamAccess.push({ id: newId("tws"), teamId: team.id, workspaceId: workspace.id, access });
  }

  /** The newest first. */
  runsOf(workspace: Workspace): readonly Run[] {
    return this.database.tables.runs.filter(({ workspaceId }) => workspaceId === workspace.id).reverse();
  }

  /** What goes wrong from the next request on, which is counted as the first. */
  set faultOf(faultOf: FaultOf) {
    this.exchange.faultOf = faultOf;
  }

  /** Since the last `faultOf`, those that went wrong too. */
  get requests(): readonly AskedRequest[] {
    return this.exchange.requests;
  }

  /** Ends every connection that is open, as a network that fails does. */
  cutConnections(): void {
    this.server.closeAllConnections();
  }

  /** When no run plans or applies. */
  settled(): Promise<void> {
    return this.queue.settled();
  }

  /** @throws Error where something was asked or answered that HCP Terraform does not know */
  async stop(): Promise<void> {
    this.database.save();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.exchange.judge();
  }
}
