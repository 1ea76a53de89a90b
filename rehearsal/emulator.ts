import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { ChildProcesses } from "../running/processes";
import { UserError } from "../running/user-error";

export interface EmulatorSettings {
  /** Python with the emulator's packages. */
  readonly python: string;
  /** Holds the package `slipway_emulator`. */
  readonly packageFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly accountId: string;
  readonly region: string;
  readonly logFile: string;
  /** Who judges each call as IAM would; without it all calls are allowed. */
  readonly authorizerUrl?: string;
  /** Whether it goes on after this command; otherwise it ends with it, even if that is killed outright. */
  readonly outlives: boolean;
}

/** A running emulator on the loopback address. */
export interface Emulator {
  readonly endpoint: string;
  readonly pid: number;
  readonly process: ChildProcess;
}

const readySchema = z.object({ port: z.int(), pid: z.int() });

/** The emulator chooses a free port and says it in its first line. */
export async function startEmulator(children: ChildProcesses, settings: EmulatorSettings): Promise<Emulator> {
  const { python, packageFolder, environment, accountId, region, logFile, authorizerUrl, outlives } = settings;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  const args = [
    ...["-m", "slipway_emulator", "--account-id", accountId, "--region", region],
    ...(authorizerUrl === undefined ? [] : ["--authorizer", authorizerUrl]),
    ...(outlives ? ["--detach"] : []),
  ];
  const child = children.start(python, args, {
    // Its temporary folder would be gone before it is.
    env: {
      ...environment,
      ...(outlives ? { TMPDIR: undefined } : {}),
      PYTHONPATH: packageFolder,
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONUNBUFFERED: "1",
    },
    stdio: [outlives ? "ignore" : "pipe", "pipe", log],
  });
  closeSync(log);
  const line = await firstLine(child);
  if (line === undefined) throw new UserError(`the emulator did not start: ${lastLine(logFile)}`);
  const { port, pid } = readySchema.parse(JSON.parse(line));
  return { endpoint: `http://127.0.0.1:${port}`, pid, process: child };
}

function firstLine(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("exit", () => resolve(undefined));
    if (child.stdout !== null) createInterface({ input: child.stdout }).once("line", resolve);
  });
}

function lastLine(file: string): string {
  return readFileSync(file, "utf8").trim().split("\n").at(-1) ?? "";
}

/** How the local target's provider finds the emulator; the credentials are no secret. */
export function writeAwsConfig(localFolder: string, region: string, endpoint: string): void {
  mkdirSync(localFolder, { recursive: true });
  const lines = [
    "[profile slipway-local]",
    `region = ${region}`,
    "aws_access_key_id = test",
    "aws_secret_access_key = test",
    `endpoint_url = ${endpoint}`,
  ];
  writeFileSync(join(localFolder, "aws-config"), `${lines.join("\n")}\n`);
}
