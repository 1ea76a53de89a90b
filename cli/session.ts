import { temporaryFolder } from "../running/run-folder";
import { Shutdown } from "../running/shutdown";
import { cacheFolder } from "../running/tools/cache-folder";
import { officialReleaseHosts, type Toolbox } from "../running/tools/toolbox";
import type { CommandContext } from "./command-context";

/** Runs work that starts processes; whether it ends, fails or is interrupted, nothing of it is left. */
export async function withToolbox<Result>(
  { environment, projectRoot }: CommandContext,
  say: (text: string) => void,
  work: (toolbox: Toolbox) => Promise<Result>,
): Promise<Result> {
  const shutdown = new Shutdown(say);
  shutdown.listen();
  try {
    return await work({
      // What a killed child leaves in its temporary folder goes with that folder.
      environment: { ...environment, TMPDIR: temporaryFolder(shutdown) },
      projectRoot,
      cache: cacheFolder(environment),
      shutdown,
      releaseHosts: officialReleaseHosts,
      say,
    });
  } finally {
    await shutdown.finish();
  }
}
