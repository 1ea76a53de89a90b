import type { Finished } from "../../../running/processes";
import type { Toolbox } from "../../../running/tools/toolbox";
import type { ContainerDefinition, ContainerRuntime } from "./container-runtimes";

/** Runs a command in a container of the image. */
export function runInContainer(
  { shutdown, environment }: Toolbox,
  runtime: ContainerRuntime,
  definition: ContainerDefinition,
  command: readonly string[],
): Promise<Finished> {
  const [program, ...args] = runtime.command(definition, command);
  return shutdown.children.run(program, args, { env: environment });
}
