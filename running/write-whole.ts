import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { mendable, UserError } from "./user-error";

const writableFolder = "name a file in a writable folder";

/**
 * Replaces a file by a whole one, and makes its folder where there is none.
 *
 * @param remedy what the person can do where it cannot be written
 */
export function writeWhole(file: string, text: string | Uint8Array, remedy = writableFolder): void {
  write(file, { text, remedy, finish: (unfinished) => renameSync(unfinished, file) });
}

/** Before long work whose result would be lost. @throws UserError where `writeWhole` would throw one */
export function assertWritable(file: string): void {
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw new UserError(`${file} cannot be written (EISDIR); ${writableFolder}`);
  }
  write(file, { text: "", remedy: writableFolder, finish: rmSync });
}

interface Writing {
  readonly text: string | Uint8Array;
  readonly remedy: string;
  readonly finish: (unfinished: string) => void;
}

function write(file: string, { text, remedy, finish }: Writing): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, text);
    finish(unfinished);
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished);
    throw mendable(error, (code) => `${file} cannot be written (${code}); ${remedy}`);
  }
}
