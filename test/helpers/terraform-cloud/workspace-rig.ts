import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { terraformCloudClient } from "../../../delivery/terraform-cloud/client";
import { type CorrectionOptions, correctWorkspaces } from "../../../delivery/terraform-cloud/correct-workspaces";
import type { TerraformCloudAccess } from "../../../delivery/terraform-cloud/transport";
import { plainProgress } from "../../../running/progress";
import { anAccount, anEnvironment } from "../environments";
import { countingEngine } from "./counting-engine";
import type { Workspace } from "./database";
import type { Variable } from "./organization-tables";
import { TerraformCloudStandIn } from "./stand-in";
import { trustingFetch } from "./trusting-fetch";

export const organization = "shop-works";
export const stacks = ["account-shop", "staging-base", "staging"];
export const teams = { pipeline: "pipeline", approvers: "platform" };
const environment = anEnvironment({}, anAccount({ terraformCloud: { organization, teams } }));

/** Terraform Cloud with an organization, its teams and an owner, and no workspace yet. */
export async function aServer(options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options);
  onTestFinished(server.stop);
  return server;
}

/** The same for whoever stops it. */
export async function startServer({ hasTeams = true, engine = countingEngine() } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
  const standIn = await TerraformCloudStandIn.start({ folder, engine });
  const stop = async () => {
    await standIn.stop();
    rmSync(folder, { recursive: true });
  };
  standIn.addOrganization(organization, { hasTeams });
  if (hasTeams) for (const team of Object.values(teams)) standIn.addTeam(organization, team);
  const person = standIn.addToken(organization, "owners");
  const trusting = trustingFetch(standIn.certificate.certificate);
  const lines: string[] = [];
  const correct = (
    options: Partial<CorrectionOptions> & Partial<TerraformCloudAccess> & { readonly of?: typeof environment },
  ) => {
    const { token = person, fetch = trusting, of = environment, ...correction } = options;
    const client = terraformCloudClient({ hostname: standIn.hostname, token, fetch });
    const progress = plainProgress((line) => lines.push(line));
    return correctWorkspaces(client, of, { check: false, yes: false, byAdministrator: false, progress, ...correction });
  };
  const { tables } = standIn.database;
  const workspaceNamed = (name: string): Workspace => {
    const found = tables.workspaces.find((workspace) => workspace.name === name);
    if (found === undefined) throw new Error(`there is no workspace ${name}`);
    return found;
  };
  const variablesOf = (name: string) =>
    Object.fromEntries(
      tables.variables
        .filter(({ workspaceId }) => workspaceId === workspaceNamed(name).id)
        .map(({ key, value }) => [key, value]),
    );
  const addVariable = (name: string, changes: Partial<Variable> & Pick<Variable, "key" | "value">) =>
    tables.variables.push({
      id: `var-${changes.key}`,
      workspaceId: workspaceNamed(name).id,
      category: "env",
      description: "",
      sensitive: false,
      hcl: false,
      ...changes,
    });
  return { standIn, stop, fetch: trusting, tables, lines, correct, person, workspaceNamed, variablesOf, addVariable };
}

/** A server whose workspaces are as they should be. */
export async function aCorrectedServer() {
  const server = await aServer();
  expect(await server.correct({ yes: true })).toMatchObject({ outcome: "changed" });
  server.lines.length = 0;
  return server;
}

export type Server = Awaited<ReturnType<typeof aServer>>;
