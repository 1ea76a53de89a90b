import { temporaryFolder } from "../../../running/run-folder";
import { Shutdown } from "../../../running/shutdown";
import { cacheFolder } from "../../../running/tools/cache-folder";
import { officialReleaseHosts, type Toolbox } from "../../../running/tools/toolbox";
import { makeBases } from "./bases";
import { type BuildSources, type BuildStep, buildImage, makeBuildContext } from "./build";
import { ImageStore } from "./image-store";
import { machineSettings } from "./machine-settings";
import { findImageToolsPython } from "./tools";

/** Where one test file builds and runs an image. */
export interface Workshop {
  readonly toolbox: Toolbox;
  readonly store: ImageStore;
  /** A copy of the sources, which a test may change. */
  readonly context: string;
  build(image: string, ...buildArguments: readonly string[]): Promise<readonly BuildStep[]>;
  close(): Promise<void>;
}

export async function openWorkshop(sources: BuildSources): Promise<Workshop> {
  const shutdown = new Shutdown(() => {});
  const toolbox: Toolbox = {
    environment: process.env,
    projectRoot: process.cwd(),
    cache: cacheFolder(process.env),
    shutdown,
    releaseHosts: officialReleaseHosts,
    say: (text) => console.log(text),
  };
  const toolsPython = await findImageToolsPython(toolbox);
  const store = await ImageStore.open(toolbox);
  const settings = await machineSettings(toolbox, toolsPython);
  const bases = await makeBases(store, toolbox, { toolsPython, settings });
  const context = temporaryFolder(shutdown);
  makeBuildContext(toolbox.projectRoot, context, sources);
  return {
    toolbox,
    store,
    context,
    build: (image, ...buildArguments) => buildImage(store, context, image, sources, [...bases, ...buildArguments]),
    async close() {
      try {
        await store.close();
      } finally {
        await shutdown.finish();
      }
    },
  };
}
