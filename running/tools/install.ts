import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { mendable } from "../user-error";
import { withLock } from "./lock";
import type { Toolbox } from "./toolbox";

/** Makes a folder of the cache once: built beside its place and then renamed, so that it is whole or not there. */
export async function installOnce(
  toolbox: Toolbox,
  name: string,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(toolbox.cache, name);
  if (existsSync(folder)) return folder;
  const { shutdown } = toolbox;
  const waiting = () => toolbox.say(`waiting for another run that installs ${name}`);
  try {
    mkdirSync(toolbox.cache, { recursive: true });
    accessSync(toolbox.cache, constants.W_OK);
  } catch (error) {
    throw mendable(
      error,
      (code) => `${toolbox.cache} cannot be written (${code}); set XDG_CACHE_HOME to a writable folder`,
    );
  }
  return withLock(`${folder}.lock`, shutdown, waiting, async () => {
    if (existsSync(folder)) return folder;
    const unfinished = mkdtempSync(join(toolbox.cache, `${name}.unfinished-`));
    shutdown.own(unfinished);
    try {
      await build(unfinished);
      renameSync(unfinished, folder);
    } finally {
      shutdown.remove(unfinished);
    }
    return folder;
  });
}
