import { readFileSync } from "node:fs";
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  AddTagsToResourceCommand,
  PutParameterCommand,
  RemoveTagsFromResourceCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseDocument } from "yaml";
import { z } from "zod";
import { environmentNamed } from "../config/environment-named";
import { isNamed } from "../delivery/aws/aws-failure";
import { nothing } from "../delivery/terraform-cloud/client";
import { scheduledRights } from "../delivery/terraform-cloud/scheduled-access";
import { awsType } from "../model/aws-types/records";
import { type EnvironmentPlan, planEnvironment } from "../model/plan/environment-plan";
import { emulatorClient } from "../rehearsal/aws-client";
import { prerequisitesOf, secretsToFill } from "../rehearsal/prerequisites";
import { fillSecrets, releaseImage, seedBefore, seedImage } from "../rehearsal/seed";
import type { Workspace } from "./helpers/terraform-cloud/database";
import { GateRig } from "./helpers/terraform-cloud/gate-rig";

/**
 * A whole environment in a stand-in of Terraform Cloud, whose terraform applies to an emulator: taken away and brought back by the
 * command of schedule.yml, with the token that is exempt. One story: each test goes on from what the one before has left.
 */
let rig: GateRig;
let plan: EnvironmentPlan;
let settings: ReturnType<typeof emulatorClient>;
let exempt: string;
const workspaces: Workspace[] = [];

/** Awake for one minute of the week, so that it is nearly always weekend. */
const schedule = { timezone: "UTC", start: "Mon 00:00", stop: "Mon 00:01", weekend: "teardown" };

beforeAll(async () => {
  rig = await GateRig.start();
  vi.stubEnv("AWS_ENDPOINT_URL", rig.aws.endpoint);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  rig.project.edit("config/environments/staging.yaml", (text) => {
    const document = parseDocument(text);
    document.setIn(["schedule"], schedule);
    // The provider that runs here is older than what the load balancer checks tokens with.
    document.deleteIn(["services", "agent", "agentToAgent"]);
    return document.toString();
  });
  const environment = environmentNamed(rig.project.folder, "staging");
  plan = planEnvironment(environment);
  settings = emulatorClient({ endpoint: rig.aws.endpoint }, environment.account.region);
  const { organization } = rig.workspace;
  workspaces.push(
    rig.workspace,
    ...["staging-base", "staging"].map((name) => rig.standIn.addWorkspace(organization, name)),
  );
  rig.standIn.addTeam(organization, "scheduled-staging");
  const { teams, teamAccess } = rig.standIn.database.tables;
  const teamId = teams.find(({ name }) => name === "scheduled-staging")?.id ?? "";
  teamAccess.push({ id: "tws-exempt", teamId, workspaceId: runtime().id, access: "custom", custom: scheduledRights });
  exempt = rig.standIn.addToken(organization, "scheduled-staging");

  const prerequisites = prerequisitesOf(plan);
  await seedBefore(
    settings,
    prerequisites.filter(({ kind }) => kind !== "image"),
  );
  await approved("account-shop");
  const wanted = prerequisites.filter((prerequisite) => prerequisite.kind === "image");
  const images = await Promise.all(wanted.map((image) => seedImage(settings, image)));
  await approved("staging-base");
  await bearOverride();
  for (const image of images) await releaseImage(settings, "staging", image);
  await fillSecrets(settings, secretsToFill(plan));
  await approved("staging");
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rig.stop();
});

/** Makes the parameter that bears an override, where the base stack has not. */
async function bearOverride(): Promise<void> {
  const made = { Name: plan.schedule?.parameter.name, Value: "override", Type: "String" } as const;
  await new SSMClient(settings).send(new PutParameterCommand(made)).catch((error: unknown) => {
    if (!isNamed(error, "ParameterAlreadyExists")) throw error;
  });
}

function runtime(): Workspace {
  return workspaceNamed("staging");
}

function workspaceNamed(name: string): Workspace {
  const found = workspaces.find((workspace) => workspace.name === name);
  if (found === undefined) throw new Error(`there is no workspace ${name}`);
  return found;
}

/** A person's run, confirmed by that person. */
async function approved(stack: string): Promise<void> {
  const { exitCode, output } = await rig.slipway(rig.person, "run", "staging", "--stack", stack);
  if (exitCode !== 0) throw new Error(output);
  await rig.client(rig.person).post(`/runs/${newestRun(stack).id}/actions/apply`, {}, nothing);
  await rig.standIn.settled();
  expect(newestRun(stack)).toMatchObject({ status: "applied", confirmedBy: "owner" });
}

function newestRun(stack: string) {
  const [run] = rig.standIn.runsOf(workspaceNamed(stack));
  if (run === undefined) throw new Error(`${stack} has no run`);
  return run;
}

/** As schedule.yml calls it. */
function scheduled(...flags: readonly string[]) {
  return rig.slipway(exempt, "schedule", "staging", "--due", "--json", ...flags);
}

const answerSchema = z.object({ due: z.string(), because: z.string(), outcome: z.string().optional() });

async function answer(...flags: readonly string[]) {
  const { exitCode, stdout, output } = await scheduled(...flags);
  if (exitCode !== 0) throw new Error(output);
  return answerSchema.parse(JSON.parse(stdout));
}

const stateSchema = z.object({
  serial: z.number(),
  resources: z.array(z.object({ mode: z.string(), type: z.string(), name: z.string() })),
});

function stateOf(name: string) {
  const id = rig.standIn.database.currentState(workspaceNamed(name).id)?.id;
  return stateSchema.parse(JSON.parse(readFileSync(rig.standIn.database.object(`${id}.tfstate`), "utf8")));
}

function statefulAddresses(): readonly string[] {
  return workspaces.flatMap(({ name }) =>
    stateOf(name)
      .resources.filter(({ mode, type }) => mode === "managed" && awsType(type).holdsData)
      .map(({ type, name: resource }) => `${name} ${type}.${resource}`),
  );
}

async function secretValues() {
  const client = new SecretsManagerClient(settings);
  const read = async (SecretId: string) => {
    const { SecretString, VersionId } = await client.send(new GetSecretValueCommand({ SecretId }));
    return { SecretId, SecretString, VersionId };
  };
  return Promise.all(secretsToFill(plan).map(({ shown }) => read(shown)));
}

async function loadBalancers(): Promise<number> {
  const client = new ElasticLoadBalancingV2Client(settings);
  return (await client.send(new DescribeLoadBalancersCommand({}))).LoadBalancers?.length ?? 0;
}

async function survivors() {
  return { base: stateOf("staging-base"), stateful: statefulAddresses(), secrets: await secretValues() };
}

const keptRunning = { Key: "keep-running-until", Value: "2999-01-01T00:00:00+00:00" };

function parameter() {
  return { ResourceType: "Parameter", ResourceId: plan.schedule?.parameter.name } as const;
}

let before: Awaited<ReturnType<typeof survivors>>;

describe("a weekend", () => {
  test("tears the runtime down and leaves the base as it is", async () => {
    before = await survivors();
    expect(before.stateful.length).toBeGreaterThan(3);
    expect(before.secrets.length).toBeGreaterThan(0);
    expect(await loadBalancers()).toBe(1);
    expect(await answer()).toMatchObject({ due: "teardown" });
    expect(await answer("--run")).toMatchObject({ due: "teardown", outcome: "done" });
    expect(newestRun("staging")).toMatchObject({
      status: "applied",
      isDestroy: true,
      createdBy: expect.stringMatching(/^api-/),
    });
    expect(stateOf("staging").resources.filter(({ mode }) => mode === "managed")).toEqual([]);
    expect(await loadBalancers()).toBe(0);
    expect(await survivors()).toEqual(before);
    expect(await answer("--run")).toMatchObject({ due: "nothing", outcome: "nothing" });
  });

  test("ends early by a person's override, which brings the runtime back", async () => {
    const client = new SSMClient(settings);
    await client.send(new AddTagsToResourceCommand({ ...parameter(), Tags: [keptRunning] }));
    expect(await answer("--run")).toMatchObject({ due: "return", outcome: "done" });
    expect(newestRun("staging")).toMatchObject({ status: "applied", isDestroy: false });
    expect(await loadBalancers()).toBe(1);
    expect(await survivors()).toEqual(before);
    expect(await answer("--run")).toMatchObject({ due: "nothing" });
    const next = await rig.slipway(rig.person, "plan", "staging", "--stack", "staging", "--detailed-exitcode");
    expect(next, "the next plan is empty").toMatchObject({ exitCode: 0 });
  });

  test("waits for a person where the configuration is another than was confirmed", async () => {
    await new SSMClient(settings).send(
      new RemoveTagsFromResourceCommand({ ...parameter(), TagKeys: [keptRunning.Key] }),
    );
    rig.project.edit("config/environments/staging.yaml", (text) => text.replace("maximumTasks: 4", "maximumTasks: 5"));
    const { exitCode, output } = await scheduled("--run");
    expect({ exitCode, output }).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("configuration: what was uploaded"),
    });
    expect(newestRun("staging")).toMatchObject({ status: "planned", isDestroy: true });
    expect(await loadBalancers()).toBe(1);
  });
});
