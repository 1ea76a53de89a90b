import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { expect, onTestFinished, test } from "vitest";
import { emulatorClient } from "../cli/rehearsal/aws-client";
import { startEmulator } from "../cli/rehearsal/emulator";
import { takeInventory } from "../cli/rehearsal/inventory";
import { compareInventory } from "../cli/rehearsal/steps/inventory-after";
import { seedPrerequisites } from "../cli/rehearsal/steps/seed";
import { aRehearsal } from "../cli/rehearsal/testing/a-rehearsal";
import { cacheFolder } from "../cli/tools/cache-folder";
import { findEmulatorPython } from "../cli/tools/python";
import { aToolbox } from "../cli/tools/testing/temporary-toolbox";
import { ProjectCopy } from "./helpers/project-copy";

test("a leftover that is planted in the emulator makes the rehearsal fail", async () => {
  const toolbox = aToolbox({ environment: process.env, cache: cacheFolder(process.env) });
  const rehearsal = aRehearsal(toolbox);
  const { account } = rehearsal.environment;
  const emulator = await startEmulator(toolbox.shutdown.children, {
    python: await findEmulatorPython({ ...toolbox, projectRoot: process.cwd() }),
    packageFolder: join(process.cwd(), "emulator"),
    environment: process.env,
    accountId: account.accountId,
    region: account.region,
    logFile: join(toolbox.projectRoot, "emulator.log"),
    outlives: false,
  });
  rehearsal.emulator.set(emulator);
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

test("an emulator that is kept up says how to stop it, and is gone when that is done", () => {
  const project = new ProjectCopy();
  onTestFinished(() => project.dispose());
  symlinkSync(resolve("emulator"), project.path("emulator"));
  const slipway = (verb: string, ...names: readonly string[]) =>
    project.node(["cli/slipway.cjs", "emulator", verb, ...names]).stdout;
  expect(slipway("start", "staging")).toMatch(/^The emulator is up at http:/);
  expect(slipway("status")).toMatch(/^An emulator is up at http:\/\/127\.0\.0\.1:\d+ for staging/);
  expect(slipway("stop")).toMatch(/has ended\.\n$/);
  expect(slipway("status")).toMatch(/^no emulator is up; start one with:/);
});
