import { afterAll } from "vitest";
import { Shutdown } from "../../../../running/shutdown";
import { cacheFolder } from "../../../../running/tools/cache-folder";
import { officialReleaseHosts, type Toolbox } from "../../../../running/tools/toolbox";

/** One toolbox for the tests of a file: what it started ends after the last of them. */
export function fileToolbox(): Toolbox {
  const shutdown = new Shutdown(() => {});
  afterAll(() => shutdown.finish());
  return {
    environment: process.env,
    projectRoot: process.cwd(),
    cache: cacheFolder(process.env),
    shutdown,
    releaseHosts: officialReleaseHosts,
    say: () => {},
  };
}
