import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { mendable } from "./user-error";

/**
 * Replaces a file by a whole one, and makes its folder where there is none.
 *
 * @param remedy what the person can do where it cannot be written
 */
export function writeWhole(file: string, text: string, remedy = "name a file in a writable folder"): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished);
    throw mendable(error, (code) => `${file} cannot be written (${code}); ${remedy}`);
  }
}
