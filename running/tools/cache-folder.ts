import { homedir } from "node:os";
import { join } from "node:path";

/** Where tools are kept between runs; every entry is made whole or not at all. */
export function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const base = environment.XDG_CACHE_HOME;
  if (base !== undefined && base !== "") return join(base, "slipway");
  const home = environment.HOME ?? homedir();
  return platform === "darwin" ? join(home, "Library", "Caches", "slipway") : join(home, ".cache", "slipway");
}
