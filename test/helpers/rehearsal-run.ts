import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface EndedRun {
  /** 130 also where the signal came before anything listened to it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Processes, ports and temporary folders that are still there. */
  readonly leftOver: readonly string[];
}

export interface RunOptions {
  /** What Node runs; without it, `slipway`. */
  readonly program?: string;
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A program of ours as a child, in an environment that every process it starts can be known by. */
export class SlipwayRun {
  private readonly mark = `SLIPWAY_TEST_RUN=${randomUUID()}`;
  private readonly temporary = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "slipway-e2e-"));
  private readonly child: ChildProcess;
  private readonly closed: Promise<number | null>;
  private stdout = "";
  private stderr = "";

  constructor(args: readonly string[], { program = "cli/slipway.cjs", folder, environment }: RunOptions = {}) {
    const [name = "", value = ""] = this.mark.split("=");
    this.child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, ...environment, TMPDIR: this.temporary, [name]: value },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout?.on("data", (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr?.on("data", (chunk) => {
      this.stderr += chunk;
    });
    this.closed = new Promise((resolve) => {
      this.child.once("close", (exitCode, signal) => resolve(signal === "SIGINT" ? 130 : exitCode));
    });
  }

  /** What it has written to standard output so far. */
  get output(): string {
    return this.stdout;
  }

  interrupt(): void {
    this.child.kill("SIGINT");
  }

  /** @returns whether the run goes on after that time */
  async goesOnFor(milliseconds: number): Promise<boolean> {
    const ended = this.closed.then(() => false);
    return Promise.race([sleep(milliseconds, true), ended]);
  }

  async end(): Promise<EndedRun> {
    const exitCode = await this.closed;
    await this.processesEnd();
    const leftOver = [...this.processes(), ...(await this.ports()), ...fs.readdirSync(this.temporary)];
    fs.rmSync(this.temporary, { recursive: true });
    return { exitCode, stdout: this.stdout, stderr: this.stderr, leftOver };
  }

  /** A compiler that an interrupted start was waiting for sees that a moment later. */
  private async processesEnd(): Promise<void> {
    const deadline = performance.now() + 500;
    while (this.processes().length > 0 && performance.now() < deadline) await sleep(20);
  }

  /** Linux alone shows the environment of a process. */
  private processes(): readonly string[] {
    if (process.platform !== "linux") return [];
    const ids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return ids.filter((id) => readIfThere(`/proc/${id}/environ`).includes(this.mark)).map((id) => `process ${id}`);
  }

  private async ports(): Promise<readonly string[]> {
    const named = `${this.stdout}${this.stderr}`.matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g);
    const ports = [...new Set([...named].map(([, port]) => Number(port)))];
    const open = await Promise.all(ports.map(isListening));
    return ports.filter((_, index) => open[index]).map((port) => `port ${port}`);
  }
}

function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
