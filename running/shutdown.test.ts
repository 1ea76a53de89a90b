import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isGroupRunning } from "./process-group";

/** A command with a stubborn tool: it ignores SIGINT and has a child of its own that keeps writing into the folder. */
const command = `
  import { mkdtempSync } from "node:fs";
  import { tmpdir } from "node:os";
  import { join } from "node:path";
  import { Shutdown } from "./shutdown";

  const shutdown = new Shutdown((text) => console.log(text));
  shutdown.listen();
  const folder = mkdtempSync(join(tmpdir(), "slipway-shutdown-"));
  shutdown.own(folder);
  console.log(folder);
  const last = { works: 300, hangs: 60000 }[process.argv[2]];
  if (last !== undefined) {
    shutdown.beforeEnd(() => new Promise((done) => setTimeout(done, last)).then(() => console.log("done")));
    const taken = shutdown.beforeEnd(async () => console.log("taken back"));
    taken();
  }
  const tool = "trap '' INT; (trap '' INT; while true; do date > " + folder + "/written; sleep 0.01; done) & echo $$; wait";
  const onLine = (line) => console.log(line);
  shutdown.children
    .run("sh", ["-c", process.argv[2] !== "stubborn" ? "echo $$; exec sleep 60" : tool], { env: process.env, onLine })
    .then(() => shutdown.children.run("sleep", ["60"], { env: process.env }), console.log);
`;

let built: string;

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), "slipway-shutdown-test-"));
  buildSync({
    stdin: { contents: command, resolveDir: __dirname, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile: join(built, "command.cjs"),
  });
});

afterAll(() => rmSync(built, { recursive: true }));

describe("an interrupt", () => {
  test("ends a tool that ignores it, with what that has started, after a short grace", async () => {
    const run = await start("stubborn");
    run.child.kill("SIGINT");
    expect(await run.exitCode).toBe(130);
    expect(run.leftOver()).toEqual([]);
    expect(run.seconds()).toBeGreaterThan(1.5);
    expect(run.seconds()).toBeLessThan(5);
  });

  test("ends everything at once when it comes a second time", async () => {
    const run = await start("stubborn");
    run.child.kill("SIGINT");
    setTimeout(() => run.child.kill("SIGINT"), 50);
    expect(await run.exitCode).toBe(130);
    expect(run.leftOver()).toEqual([]);
    expect(run.seconds()).toBeLessThan(1.5);
  });

  test("is over at once with a tool that heeds it", async () => {
    const run = await start("polite");
    run.child.kill("SIGINT");
    expect(await run.exitCode).toBe(130);
    expect(run.leftOver()).toEqual([]);
    expect(run.seconds()).toBeLessThan(1.5);
  });
});

describe("what has to be done before the end", () => {
  test("is done after an interrupt, unless it was taken back", async () => {
    const run = await start("works");
    run.child.kill("SIGINT");
    expect(await run.exitCode).toBe(130);
    expect(run.lines.slice(-1)).toEqual(["done"]);
    expect(run.lines).not.toContain("taken back");
    expect(run.leftOver()).toEqual([]);
  });

  test("is not waited for after a second interrupt", async () => {
    const run = await start("hangs");
    run.child.kill("SIGINT");
    setTimeout(() => run.child.kill("SIGINT"), 300);
    expect(await run.exitCode).toBe(130);
    expect(run.lines).not.toContain("done");
    expect(run.seconds()).toBeLessThan(5);
  });
});

test("a request to terminate cleans up too, with the exit code of its own signal", async () => {
  const run = await start("polite");
  run.child.kill("SIGTERM");
  expect(await run.exitCode).toBe(143);
  expect(run.leftOver()).toEqual([]);
});

interface Run {
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  /** What it has printed. */
  readonly lines: readonly string[];
  /** The process group and the folder, where they are still there. */
  readonly leftOver: () => readonly string[];
  readonly seconds: () => number;
}

async function start(tool: "stubborn" | "polite" | "works" | "hangs"): Promise<Run> {
  const child = spawn(process.execPath, [join(built, "command.cjs"), tool], { stdio: ["ignore", "pipe", "inherit"] });
  const exitCode = new Promise<number | null>((resolve) => child.once("close", resolve));
  const lines: string[] = [];
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (lines.push(line) === 2) resolve();
    });
  });
  const [folder = "", group = ""] = lines;
  const since = performance.now();
  return {
    child,
    exitCode,
    lines,
    leftOver: () => [...(isGroupRunning(Number(group)) ? [group] : []), ...(existsSync(folder) ? [folder] : [])],
    seconds: () => (performance.now() - since) / 1000,
  };
}
