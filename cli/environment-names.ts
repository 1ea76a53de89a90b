import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Environments that have a file, readable or not. */
export function environmentNames(projectRoot: string): readonly string[] {
  const files = readdirSync(join(projectRoot, "config", "environments"));
  return files
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}
