import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export interface RoomImport {
  readonly room: string;
  /** Nothing of it is called. */
  readonly typesOnly: boolean;
}

/** A folder of the top level with source of the program, a file that stands there by itself, or a part of capabilities. */
export interface Room {
  readonly name: string;
  /** Of its source without tests. */
  readonly lines: number;
  readonly imports: readonly RoomImport[];
}

/** Not the program, but what tests, makes, measures or is run by it. */
const apart: ReadonlySet<string> = new Set(["bench", "scripts", "test", "vitest.config.ts", "workloads"]);
const pythonRooms = ["emulator"] as const;
const testFile = /(\.test|\/testing\/[a-z-]+)\.ts$|\/tests\//;
const sourceFile = /\.(ts|cjs|py)$/;

const cruiseSchema = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ resolved: z.string(), dependencyTypes: z.array(z.string()) })),
    }),
  ),
});

/** The program's rooms by name, with what their source imports of each other. */
export function readRooms(projectFolder: string): readonly Room[] {
  const modules = cruise(projectFolder).filter(({ source }) => isOfProgram(source));
  const files = new Set([...modules.map(({ source }) => source), ...pythonFiles(projectFolder)]);
  const names = new Set([...files].map(roomOf));
  return [...names].sort().map((name) => {
    const own = modules.filter(({ source }) => roomOf(source) === name);
    const imported = own.flatMap(({ dependencies }) => dependencies).filter(({ resolved }) => isOfProgram(resolved));
    const texts = [...files]
      .filter((file) => roomOf(file) === name)
      .map((file) => readFileSync(join(projectFolder, file), "utf8"));
    return { name, lines: linesOf(texts), imports: importsOf(name, imported) };
  });
}

type Dependency = z.output<typeof cruiseSchema>["modules"][number]["dependencies"][number];

function importsOf(room: string, dependencies: readonly Dependency[]): readonly RoomImport[] {
  const others = new Set(dependencies.map(({ resolved }) => roomOf(resolved)));
  others.delete(room);
  return [...others].sort().map((other) => ({
    room: other,
    typesOnly: dependencies
      .filter(({ resolved }) => roomOf(resolved) === other)
      .every(({ dependencyTypes }) => dependencyTypes.includes("type-only")),
  }));
}

function cruise(projectFolder: string) {
  const program = join(projectFolder, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const options = { cwd: projectFolder, encoding: "utf8", maxBuffer: 1e8 } as const;
  const report = execFileSync(process.execPath, [program, ".", "--output-type", "json"], options);
  return cruiseSchema.parse(JSON.parse(report)).modules;
}

/** The parts of a capability belong to a room each, as the import table has it. */
function roomOf(file: string): string {
  const [room = file, , part = ""] = file.split("/");
  return room === "capabilities" ? `capabilities/*/${part.replace(/\.ts$/, "")}` : room;
}

function isOfProgram(file: string): boolean {
  const isOurs = sourceFile.test(file) && !file.startsWith("node_modules/") && !file.startsWith(".");
  return isOurs && !apart.has(roomOf(file)) && !testFile.test(file);
}

function pythonFiles(projectFolder: string): readonly string[] {
  return pythonRooms
    .flatMap((room) =>
      readdirSync(join(projectFolder, room), { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`),
    )
    .filter((file) => file.endsWith(".py") && isOfProgram(file));
}

function linesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
}
