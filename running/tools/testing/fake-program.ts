import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Puts a shell script of that name into a folder for PATH. */
export function fakeProgram(folder: string, name: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}
