import { readFileSync } from "node:fs";
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  AddTagsToResourceCommand,
  GetParametersCommand,
  RemoveTagsFromResourceCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Document, parseDocument } from "yaml";
import { z } from "zod";
import { environmentNamed } from "../../../config/environment-named";
import { nothing } from "../../../delivery/terraform-cloud/client";
import { scheduledRights } from "../../../delivery/terraform-cloud/scheduled-access";
import { awsType } from "../../../model/aws-types/records";
import { type EnvironmentPlan, planEnvironment } from "../../../model/plan/environment-plan";
import { emulatorClient } from "../../../rehearsal/aws-client";
import { prerequisitesOf, secretsToFill } from "../../../rehearsal/prerequisites";
import { fillSecrets, releaseImage, seedBefore, seedImage } from "../../../rehearsal/seed";
import type { ProjectCopy } from "../project-copy";
import type { Workspace } from "../terraform-cloud/database";
import { GateRig } from "../terraform-cloud/gate-rig";

/** An environment that is torn down at weekends, in the place of the one that the rig's project has. */
export interface WeekendSubject {
  readonly environment: string;
  readonly account: { readonly name: string; readonly accountId: string; readonly region: string };
  /** Puts its settings into the project. */
  readonly arrange?: (project: ProjectCopy) => void;
  /** What a stand-in and an older provider cannot take of its settings. */
  readonly adapt?: (settings: Document) => void;
  /** A change of its settings that nobody has confirmed. */
  readonly change: (settings: string) => string;
}

/** Awake for one minute of the week, so that it is nearly always weekend. */
const schedule = { timezone: "UTC", start: "Mon 00:00", stop: "Mon 00:01", weekend: "teardown" };

/**
 * A whole environment in a stand-in of Terraform Cloud, whose terraform applies to an emulator: taken away and brought back by the
 * command of schedule.yml, with the token that is exempt. One story: each test goes on from what the one before has left.
 */
export function weekendOf({ environment: name, account, arrange, adapt, change }: WeekendSubject): void {
  const [accountStack, base] = [`account-${account.name}`, `${name}-base`];
  const stacks = [accountStack, base, name];
  const team = `scheduled-${name}`;
  const file = `config/environments/${name}.yaml`;
  let rig: GateRig;
  let plan: EnvironmentPlan;
  let settings: ReturnType<typeof emulatorClient>;
  let exempt: string;
  const workspaces: Workspace[] = [];

  beforeAll(async () => {
    rig = await GateRig.start(account);
    vi.stubEnv("AWS_ENDPOINT_URL", rig.aws.endpoint);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    arrange?.(rig.project);
    rig.project.edit(file, (text) => {
      const document = parseDocument(text);
      document.setIn(["schedule"], schedule);
      adapt?.(document);
      return document.toString();
    });
    const environment = environmentNamed(rig.project.folder, name);
    plan = planEnvironment(environment);
    settings = emulatorClient({ endpoint: rig.aws.endpoint }, environment.account.region);
    const { organization } = rig.workspace;
    workspaces.push(...stacks.map((stack) => rig.workspaceOf(stack)));
    rig.standIn.addTeam(organization, team);
    const { teams, teamAccess } = rig.standIn.database.tables;
    const teamId = teams.find((each) => each.name === team)?.id ?? "";
    teamAccess.push({ id: "tws-exempt", teamId, workspaceId: runtime().id, access: "custom", custom: scheduledRights });
    exempt = rig.standIn.addToken(organization, team);

    const prerequisites = prerequisitesOf(plan);
    await seedBefore(
      settings,
      prerequisites.filter(({ kind }) => kind !== "image"),
    );
    await approved(accountStack);
    const wanted = prerequisites.filter((prerequisite) => prerequisite.kind === "image");
    const images = await Promise.all(wanted.map((image) => seedImage(settings, image)));
    await approved(base);
    for (const image of images) await releaseImage(settings, name, image);
    await fillSecrets(settings, secretsToFill(plan));
    await approved(name);
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await rig.stop();
  });

  function runtime(): Workspace {
    return workspaceNamed(name);
  }

  function workspaceNamed(stack: string): Workspace {
    const found = workspaces.find((workspace) => workspace.name === stack);
    if (found === undefined) throw new Error(`there is no workspace ${stack}`);
    return found;
  }

  /** A person's run, confirmed by that person. */
  async function approved(stack: string): Promise<void> {
    const { exitCode, output } = await rig.slipway(rig.person, "run", name, "--stack", stack);
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
    return rig.slipway(exempt, "schedule", name, "--due", "--json", ...flags);
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

  function stateOf(stack: string) {
    const id = rig.standIn.database.currentState(workspaceNamed(stack).id)?.id;
    return stateSchema.parse(JSON.parse(readFileSync(rig.standIn.database.object(`${id}.tfstate`), "utf8")));
  }

  function statefulAddresses(): readonly string[] {
    return workspaces.flatMap(({ name: stack }) =>
      stateOf(stack)
        .resources.filter(({ mode, type }) => mode === "managed" && awsType(type).holdsData)
        .map(({ type, name: resource }) => `${stack} ${type}.${resource}`),
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

  async function releasedDigests() {
    const Names = plan.services.map(({ names }) => names.imageDigestParameter);
    const { Parameters = [] } = await new SSMClient(settings).send(new GetParametersCommand({ Names }));
    return Parameters.map(({ Name, Value, Version }) => ({ Name, Value, Version }));
  }

  async function survivors() {
    const [secrets, digests] = await Promise.all([secretValues(), releasedDigests()]);
    return { base: stateOf(base), stateful: statefulAddresses(), secrets, digests };
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
      expect(before.digests).toHaveLength(plan.services.length);
      expect(before.secrets).toHaveLength(secretsToFill(plan).length);
      expect(await loadBalancers()).toBe(1);
      expect(await answer()).toMatchObject({ due: "teardown" });
      expect(await answer("--run")).toMatchObject({ due: "teardown", outcome: "done" });
      expect(newestRun(name)).toMatchObject({
        status: "applied",
        isDestroy: true,
        createdBy: expect.stringMatching(/^api-/),
      });
      expect(stateOf(name).resources.filter(({ mode }) => mode === "managed")).toEqual([]);
      expect(await loadBalancers()).toBe(0);
      expect(await survivors()).toEqual(before);
      expect(await answer("--run")).toMatchObject({ due: "nothing", outcome: "nothing" });
    });

    test("ends early by a person's override, which brings the runtime back", async () => {
      const client = new SSMClient(settings);
      await client.send(new AddTagsToResourceCommand({ ...parameter(), Tags: [keptRunning] }));
      expect(await answer("--run")).toMatchObject({ due: "return", outcome: "done" });
      expect(newestRun(name)).toMatchObject({ status: "applied", isDestroy: false });
      expect(await loadBalancers()).toBe(1);
      expect(await survivors()).toEqual(before);
      expect(await answer("--run")).toMatchObject({ due: "nothing" });
      const next = await rig.slipway(rig.person, "plan", name, "--stack", name, "--detailed-exitcode");
      expect(next, "the next plan is empty").toMatchObject({ exitCode: 0 });
    });

    test("waits for a person where the configuration is another than was confirmed", async () => {
      await new SSMClient(settings).send(
        new RemoveTagsFromResourceCommand({ ...parameter(), TagKeys: [keptRunning.Key] }),
      );
      rig.project.edit(file, change);
      const { exitCode, output } = await scheduled("--run");
      expect({ exitCode, output }).toMatchObject({
        exitCode: 1,
        output: expect.stringContaining("configuration: what was uploaded"),
      });
      expect(newestRun(name)).toMatchObject({ status: "planned", isDestroy: true });
      expect(await loadBalancers()).toBe(1);
    });
  });
}
