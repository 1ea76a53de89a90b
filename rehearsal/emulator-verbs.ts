import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/schema/environment";
import { planEnvironment } from "../model/plan/environment-plan";
import { runFolderAt } from "../running/run-folder";
import { findEmulatorPython } from "../running/tools/python";
import type { Toolbox } from "../running/tools/toolbox";
import { UserError } from "../running/user-error";
import { emulatorClient } from "./aws-client";
import { startEmulator, writeAwsConfig } from "./emulator";
import { type KeptEmulator, recordKeptEmulator, runningEmulator, stopKeptEmulator } from "./kept-emulator";
import { emulatorDeployment, localDeployments } from "./next-steps";
import { prerequisitesOf, prerequisiteText, secretsToFill } from "./prerequisites";
import { fillSecrets, lackingForRelease, releaseImage, seedBefore, seedImage } from "./seed";

export async function startKeptEmulator(environment: Environment, toolbox: Toolbox): Promise<readonly string[]> {
  const { projectRoot, shutdown } = toolbox;
  const { account } = environment;
  const folder = runFolderAt(projectRoot);
  await refuseSecondEmulator(toolbox);
  rmSync(folder.local, { recursive: true, force: true });
  mkdirSync(folder.local, { recursive: true });
  shutdown.own(folder.local);
  const emulator = await startEmulator(shutdown.children, {
    python: await findEmulatorPython(toolbox),
    packageFolder: join(projectRoot, "emulator"),
    environment: toolbox.environment,
    accountId: account.accountId,
    region: account.region,
    logFile: join(projectRoot, ".slipway", "logs", "emulator.log"),
    outlives: true,
  });
  writeAwsConfig(folder.local, account.region, emulator.endpoint);
  recordKeptEmulator(folder, emulator, environment.name);
  const settings = emulatorClient(emulator, account.region);
  const plan = planEnvironment(environment);
  const seeded = prerequisitesOf(plan).filter(({ kind }) => kind !== "image");
  await seedBefore(settings, seeded);
  shutdown.children.release(emulator.process);
  shutdown.release(folder.local);
  return [
    `The emulator is up at ${emulator.endpoint}.`,
    ...seeded.map((prerequisite) => `  seeded: ${prerequisiteText(prerequisite, plan)}`),
    ...emulatorDeployment(environment),
  ];
}

/** Refuses to lose track of an emulator that is up. */
export async function refuseSecondEmulator(toolbox: Toolbox): Promise<void> {
  const running = await keptEmulator(toolbox);
  if (running === undefined) return;
  throw new UserError(`an emulator is up at ${running.endpoint}; stop it first with: npx slipway emulator stop`);
}

/** Pushes and releases an image, and fills the secrets: what the runtime stack's tasks need. */
export async function releaseImages(environment: Environment, toolbox: Toolbox): Promise<readonly string[]> {
  const running = await keptEmulator(toolbox);
  if (running === undefined) throw new UserError(notUp);
  const settings = emulatorClient(running, environment.account.region);
  const plan = planEnvironment(environment);
  const wanted = prerequisitesOf(plan).filter((prerequisite) => prerequisite.kind === "image");
  const lacking = await lackingForRelease(settings, wanted);
  if (lacking !== undefined) {
    const [account, base] = localDeployments(environment);
    throw new UserError(
      `${lacking} is not in the emulator yet; deploy account and base stack first: ${account} && ${base}`,
    );
  }
  const images = await Promise.all(wanted.map((image) => seedImage(settings, image)));
  await Promise.all(images.map((image) => releaseImage(settings, environment.name, image)));
  const secrets = secretsToFill(plan);
  await fillSecrets(settings, secrets);
  return [
    ...images.flatMap(({ repository, digest, parameters }) =>
      parameters.map((parameter) => `released ${repository}@${digest} in ${parameter}`),
    ),
    ...secrets.map(({ shown }) => `filled ${shown}`),
  ];
}

export async function emulatorStatus(toolbox: Toolbox): Promise<readonly string[]> {
  const running = await keptEmulator(toolbox);
  if (running === undefined) return [notUp];
  return [`An emulator is up at ${running.endpoint} for ${running.environment} (process ${running.pid}).`];
}

export async function stopEmulator(toolbox: Toolbox): Promise<readonly string[]> {
  const running = await keptEmulator(toolbox);
  if (running === undefined) return [notUp];
  await stopKeptEmulator(runFolderAt(toolbox.projectRoot), running);
  return [`The emulator at ${running.endpoint} has ended.`];
}

const notUp = "no emulator is up; start one with: npx slipway emulator start NAME";

function keptEmulator({ projectRoot, shutdown, environment }: Toolbox): Promise<KeptEmulator | undefined> {
  return runningEmulator(runFolderAt(projectRoot), shutdown.children, environment);
}
