import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Toolbox } from "../../../running/tools/toolbox";
import { listenOnLoopback } from "../loopback";
import type { ContainerDefinition, ContainerRuntime } from "./container-runtimes";

export interface RunningImage {
  readonly address: string;
  /** From the start of the container's process to the first 200 of its health check. */
  readonly startMilliseconds: number;
  /** Sends SIGTERM. @returns how it ended, or nothing where it had not after that time */
  stop(milliseconds: number): Promise<Ended | undefined>;
}

interface StartOptions {
  readonly healthCheckPath?: string;
  /** Instead of the image's own. */
  readonly command?: readonly string[];
}

interface Ended {
  readonly exitCode: number | null;
  readonly milliseconds: number;
}

const startTimeoutMilliseconds = 60_000;
const pollMilliseconds = 10;

/** Runs the image as the definition says, and waits until it is healthy. */
export async function startImage(
  { shutdown, environment }: Toolbox,
  runtime: ContainerRuntime,
  definition: ContainerDefinition,
  { healthCheckPath = "/health", command }: StartOptions = {},
): Promise<RunningImage> {
  const [program, ...args] = runtime.command(definition, command);
  const begun = performance.now();
  const child = shutdown.children.start(program, args, { env: environment });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk));
  const exit = once(child, "exit").then(([exitCode]: readonly (number | null)[]) => exitCode ?? null);
  const address = `http://127.0.0.1:${definition.portMappings[0]?.containerPort}`;

  while ((await status(`${address}${healthCheckPath}`)) !== 200) {
    if (child.exitCode !== null || performance.now() - begun > startTimeoutMilliseconds) {
      throw new Error(`${definition.image} did not become healthy:\n${Buffer.concat(output)}`);
    }
    await sleep(pollMilliseconds);
  }
  return {
    address,
    startMilliseconds: performance.now() - begun,
    async stop(milliseconds) {
      const asked = performance.now();
      child.kill("SIGTERM");
      const late = sleep(milliseconds, undefined, { ref: false });
      const exitCode = await Promise.race([exit, late]);
      return exitCode === undefined ? undefined : { exitCode, milliseconds: performance.now() - asked };
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

async function status(url: string): Promise<number | undefined> {
  return fetch(url).then(
    (response) => response.status,
    () => undefined,
  );
}
