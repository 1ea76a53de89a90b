import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { DescribeSubnetsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { expect, onTestFinished, test } from "vitest";
import { planEnvironment } from "../model/plan/environment-plan";
import { emulatorClient } from "../rehearsal/aws-client";
import type { Rehearsal } from "../rehearsal/context";
import { type Emulator, startEmulator } from "../rehearsal/emulator";
import { takeInventory } from "../rehearsal/inventory";
import { clearDeletedSecrets } from "../rehearsal/steps/clear-deleted-secrets";
import { compareInventory } from "../rehearsal/steps/inventory-after";
import { seedPrerequisites } from "../rehearsal/steps/seed";
import { aRehearsal } from "../rehearsal/testing/a-rehearsal";
import { cacheFolder } from "../running/tools/cache-folder";
import { findEmulatorPython } from "../running/tools/python";
import { aToolbox } from "../running/tools/testing/temporary-toolbox";
import { ProjectCopy } from "./helpers/project-copy";

async function startedFor(rehearsal: Rehearsal): Promise<Emulator> {
  const { toolbox, environment } = rehearsal;
  const emulator = await startEmulator(toolbox.shutdown.children, {
    python: await findEmulatorPython({ ...toolbox, projectRoot: process.cwd() }),
    packageFolder: join(process.cwd(), "emulator"),
    environment: process.env,
    accountId: environment.account.accountId,
    region: environment.account.region,
    logFile: join(toolbox.projectRoot, "emulator.log"),
    outlives: false,
  });
  rehearsal.emulator.set(emulator);
  return emulator;
}

test("a leftover that is planted in the emulator makes the rehearsal fail", async () => {
  const toolbox = aToolbox({ environment: process.env, cache: cacheFolder(process.env) });
  const rehearsal = aRehearsal(toolbox);
  const { account } = rehearsal.environment;
  const emulator = await startedFor(rehearsal);
  await seedPrerequisites.run(rehearsal, () => {});
  expect(await takeInventory(emulator)).toContainEqual(
    expect.objectContaining({ service: "route53", type: "FakeZone" }),
  );
  rehearsal.destroyed.set(true);
  expect(await compareInventory.run(rehearsal, () => {})).toEqual({ details: [], problems: [] });

  const client = new Route53Client(emulatorClient(emulator, account.region));
  await client.send(new CreateHostedZoneCommand({ Name: "forgotten.example.com", CallerReference: "planted" }));
  const { problems } = await compareInventory.run(rehearsal, () => {});
  expect(problems).toContainEqual(expect.stringMatching(/^left over: route53 FakeZone /));
});

test("an existing VPC is put into the emulator under the ids that the configuration names", async () => {
  const toolbox = aToolbox({ environment: process.env, cache: cacheFolder(process.env) });
  const existingVpc = {
    vpcId: "vpc-0123456789abcdef0",
    publicSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    privateSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
  };
  const rehearsal = aRehearsal(toolbox);
  const environment = { ...rehearsal.environment, network: { existingVpc } };
  const emulator = await startedFor(rehearsal);
  await seedPrerequisites.run({ ...rehearsal, environment, plan: planEnvironment(environment) }, () => {});
  const client = new EC2Client(emulatorClient(emulator, environment.account.region));
  const { Subnets = [] } = await client.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [existingVpc.vpcId] }] }),
  );
  const zoneOf = new Map(Subnets.map(({ SubnetId, AvailabilityZone }) => [SubnetId, AvailabilityZone]));
  expect([...existingVpc.publicSubnetIds, ...existingVpc.privateSubnetIds].map((id) => zoneOf.get(id))).toEqual([
    "us-east-1a",
    "us-east-1b",
    "us-east-1a",
    "us-east-1b",
  ]);
});

test("secrets that wait for their deletion do not stand in the way of a deployment to a kept emulator", async () => {
  const toolbox = aToolbox({ environment: process.env, cache: cacheFolder(process.env) });
  const rehearsal = aRehearsal(toolbox);
  const emulator = await startedFor(rehearsal);
  const client = new SecretsManagerClient(emulatorClient(emulator, rehearsal.environment.account.region));
  const [deleted, other] = [{ Name: "shop-staging/payment-api-key" }, { Name: "other" }];
  await client.send(new CreateSecretCommand(other));
  await client.send(new CreateSecretCommand(deleted));
  await client.send(new DeleteSecretCommand({ SecretId: deleted.Name, RecoveryWindowInDays: 7 }));
  await expect(client.send(new CreateSecretCommand(deleted))).rejects.toThrow("already scheduled for deletion");
  rehearsal.destroyed.set(true);
  expect(await clearDeletedSecrets.run(rehearsal, () => {})).toEqual({ details: [deleted.Name] });
  await client.send(new CreateSecretCommand(deleted));
  expect((await client.send(new ListSecretsCommand({}))).SecretList).toHaveLength(2);
});

test("an emulator that is kept up says what a release lacks and how to stop it, and is gone when that is done", () => {
  const project = new ProjectCopy();
  symlinkSync(resolve("emulator"), project.path("emulator"));
  const slipway = (verb: string, ...names: readonly string[]) =>
    project.node(["cli/slipway.cjs", "emulator", verb, ...names]).stdout;
  onTestFinished(() => {
    slipway("stop");
    project.dispose();
  });
  expect(slipway("start", "staging")).toMatch(/^The emulator is up at http:/);
  expect(project.node(["cli/slipway.cjs", "emulator", "release", "staging"])).toMatchObject({
    exitCode: 1,
    stderr:
      "shop-agent is not in the emulator yet; deploy account and base stack first: SLIPWAY_TARGET=local npx cdktf deploy account-shop && SLIPWAY_TARGET=local npx cdktf deploy staging-base\n",
  });
  expect(slipway("status")).toMatch(/^An emulator is up at http:\/\/127\.0\.0\.1:\d+ for staging/);
  expect(slipway("stop")).toMatch(/has ended\.\n$/);
  expect(slipway("status")).toMatch(/^no emulator is up; start one with:/);
});
