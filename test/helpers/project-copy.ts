import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { placeFixture } from "./fixtures";

const copied = [
  ...[
    "main.ts",
    "app.ts",
    "cli",
    "rehearsal",
    "delivery",
    "running",
    "config",
    "capabilities",
    "model",
    "stacks",
    "constructs",
    "checks",
    "functions",
    "scripts",
  ],
  ...["cdktf.json", "package.json", "package-lock.json", "tsconfig.json"],
];

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program in a folder of its own with the smallest fixture, the packages linked: what the app command does there is seen from outside. */
export class ProjectCopy {
  readonly folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "slipway-copy-"));

  /** @param further folders that the program does not need, but the test */
  constructor(further: readonly string[] = []) {
    const filter = (source: string) => path.basename(source) !== "node_modules";
    for (const name of [...copied, ...further]) {
      fs.cpSync(name, path.join(this.folder, name), { recursive: true, filter });
    }
    placeFixture("small", this.folder);
    fs.symlinkSync(path.resolve("node_modules"), path.join(this.folder, "node_modules"));
  }

  /** Runs the app command as `cdktf.json` names it. */
  synthesize(environment: NodeJS.ProcessEnv = {}): Outcome {
    return this.node(["scripts/synth.cjs"], environment);
  }

  node(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Outcome {
    const { SLIPWAY_TARGET, ...inherited } = process.env;
    const options = { cwd: this.folder, env: { ...inherited, ...environment }, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
    return { exitCode: status, stdout, stderr };
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return fs.readFileSync(this.path(name), "utf8");
  }

  edit(name: string, change: (text: string) => string): void {
    fs.writeFileSync(this.path(name), change(this.read(name)));
  }

  remove(name: string): void {
    fs.rmSync(this.path(name), { recursive: true, force: true });
  }

  /** Every file of `cdktf.out` with its content. */
  output(): Readonly<Record<string, string>> {
    const files = fs.readdirSync(this.path("cdktf.out"), { recursive: true, encoding: "utf8" }).sort();
    const isFile = (file: string) => fs.statSync(this.path(`cdktf.out/${file}`)).isFile();
    return Object.fromEntries(files.filter(isFile).map((file) => [file, this.read(`cdktf.out/${file}`)]));
  }

  dispose(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
