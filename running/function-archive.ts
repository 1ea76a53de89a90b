import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { zipSync } from "fflate";
import type { FunctionArchive } from "../model/plan/function-archive";
import { writeWhole } from "./write-whole";

/** What a function's program can consist of. */
const rooms = ["functions", "model"];

/** Local midnight is the same two bytes in a .zip wherever it is made. */
const modified = new Date(1980, 0, 1);

/**
 * The program of `functions/schedule.ts` with all that it needs, built where its sources or the installed packages are not those
 * of an earlier build. The same everywhere, byte for byte.
 */
export function scheduleArchive(root: string): FunctionArchive {
  const path = join(root, ".slipway", "functions", sourcesHash(root), "schedule.zip");
  if (!existsSync(path)) build(root, path);
  return { path, hash: createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 12) };
}

function build(root: string, path: string): void {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ["functions/schedule.ts"],
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    minify: true,
    legalComments: "none",
    write: false,
    logLevel: "error",
  });
  const [program] = outputFiles;
  if (program === undefined) throw new RangeError("esbuild made nothing of functions/schedule.ts");
  // Everybody may read it, as Lambda runs it as a user of its own.
  writeWhole(path, zipSync({ "index.js": [program.contents, { mtime: modified, os: 3, attrs: 0o644 << 16 }] }));
}

function sourcesHash(root: string): string {
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|json)$/.test(file) && !file.endsWith(".test.ts"))
      .map((file) => join(room, file)),
  );
  const hash = createHash("sha256");
  for (const file of [...files.sort(), "node_modules/.package-lock.json", "running/function-archive.ts"]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex").slice(0, 16);
}
