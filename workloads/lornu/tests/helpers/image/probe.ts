import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Toolbox } from "../../../../../running/tools/toolbox";
import type { ContainerDefinition, ContainerRuntime } from "../../../../../test/helpers/image/container-runtimes";
import { runInContainer } from "../../../../../test/helpers/image/run-in-container";
import { workloadFolder } from "../../../scripts/places";

const probeSchema = z.strictObject({
  user: z.string(),
  /** Sets of capabilities that are not empty. */
  capabilities: z.array(z.string()),
  /** Of some folders, those that can be written. */
  writable: z.array(z.string()),
  /** Programs that only a build needs. */
  tools: z.array(z.string()),
  /** The first of the sources without bytecode that is the same from every build. */
  bytecode: z.array(z.string()),
  /** All of /app but bytecode and the packages; the page's names hold hashes, which are left out. */
  // Sorted when the hashes are gone: which of two names comes first must not depend on what is in the files.
  files: z.array(z.string()).transform((names) => names.map((name) => name.replace(/-[0-9a-z]{8}\./, ".")).sort()),
});
export type Probe = z.output<typeof probeSchema>;

const program = readFileSync(join(import.meta.dirname, "probe.py"), "utf8");

/** Looks around from inside a container of the image. */
export async function probe(
  toolbox: Toolbox,
  runtime: ContainerRuntime,
  definition: ContainerDefinition,
): Promise<Probe> {
  const { exitCode, stdout, stderr } = await runInContainer(toolbox, runtime, definition, ["python", "-c", program]);
  if (exitCode !== 0) throw new Error(stderr);
  return probeSchema.parse(JSON.parse(stdout));
}

/** What the task definition and the Dockerfile promise. */
export function asPromised(definition: ContainerDefinition, contextFolder: string): Probe {
  return {
    user: definition.user,
    capabilities: [],
    writable: definition.mountPoints.map(({ containerPath }) => containerPath),
    tools: [],
    bytecode: [],
    files: [...programFiles(contextFolder), ...pageFiles].sort(),
  };
}

const pageFiles = ["icon.svg", "index.css", "index.html", "index.js"].map((name) => `frontend/dist/${name}`);

/** The backend without its tests and stand-ins. */
function programFiles(contextFolder: string): readonly string[] {
  return readdirSync(join(contextFolder, workloadFolder, "backend"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".py") && !/^(fakes|tests)\//.test(file))
    .map((file) => `backend/${file}`)
    .sort();
}
