import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionTimes } from "../../../../model/connection-times";
import type { ChildProcesses } from "../../../../running/processes";
import { workloadFolder } from "../../scripts/places";

/** What starts the backend and its fake model, and ends them with whoever uses them. */
export interface BackendSurroundings {
  /** Python with the backend's packages. */
  readonly python: string;
  readonly children: ChildProcesses;
  readonly environment: NodeJS.ProcessEnv;
  /** Holds `backend/`, and the page that it serves; without it, the workload's. */
  readonly folder?: string;
}

export interface TaskEnd {
  /** null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From SIGTERM on. */
  readonly seconds: number;
}

/** @returns the address of a Gemini API with recorded answers; a prompt `slow:N:S` gets N chunks, S seconds apart */
export async function startFakeGemini({ python, children, environment }: BackendSurroundings): Promise<string> {
  const child = children.start(python, ["-m", "backend.fakes.gemini", "--port", "0"], {
    cwd: workloadFolder,
    env: pythonEnvironment(environment),
  });
  const [, address] = await lineOf(child, /^listening on (http:\S+)$/);
  return address;
}

/** One task of the service: the real program, as its task definition starts it. */
export class BackendTask {
  private readonly ended: Promise<Omit<TaskEnd, "seconds">>;

  /** @returns a task that listens on a port of its own */
  static async start(surroundings: BackendSurroundings, gemini: string, times: TaskTimes): Promise<BackendTask> {
    const { python, children, environment, folder = workloadFolder } = surroundings;
    const child = children.start(python, ["-m", "backend.main"], {
      cwd: folder,
      env: { ...pythonEnvironment(environment), ...taskVariables(gemini, times) },
    });
    const [, port] = await lineOf(child, /"message":\s*"listening".*"port":\s*(\d+)/);
    return new BackendTask(child, Number(port));
  }

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    this.ended = new Promise((resolve) => {
      child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("the task has no process");
    return this.child.pid;
  }

  /** As ECS does it: SIGTERM, and SIGKILL for what is still there after the stop timeout. */
  async stop(stopTimeoutSeconds: number): Promise<TaskEnd> {
    const begun = performance.now();
    this.child.kill("SIGTERM");
    const patience = new AbortController();
    void sleep(stopTimeoutSeconds * 1000, undefined, { signal: patience.signal }).then(
      () => this.child.kill("SIGKILL"),
      () => undefined,
    );
    const end = await this.ended;
    patience.abort();
    return { ...end, seconds: (performance.now() - begun) / 1000 };
  }
}

export type TaskTimes = Pick<ConnectionTimes, "idleTimeoutSeconds" | "stopTimeoutSeconds">;

function taskVariables(gemini: string, times: TaskTimes): NodeJS.ProcessEnv {
  return {
    PORT: "0",
    GEMINI_API_KEY: "recorded",
    GOOGLE_GEMINI_BASE_URL: gemini,
    LOAD_BALANCER_IDLE_TIMEOUT_SECONDS: String(times.idleTimeoutSeconds),
    STOP_TIMEOUT_SECONDS: String(times.stopTimeoutSeconds),
  };
}

function pythonEnvironment({ PATH }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH, PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" };
}

/** @returns the first match in a line of output; the lines after it are read and dropped */
function lineOf(child: ChildProcess, pattern: RegExp): Promise<readonly [string, string]> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`${child.spawnargs.join(" ")} ended before it listened: ${said}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [whole, value] = pattern.exec(line) ?? [];
      if (whole !== undefined && value !== undefined) resolve([whole, value]);
    });
  });
}
