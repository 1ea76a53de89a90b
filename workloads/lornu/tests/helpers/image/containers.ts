import { connectionTimes } from "../../../../../model/connection-times";
import { containerDefinition } from "../../../../../model/container-definition";
import type { Finished } from "../../../../../running/processes";
import type { Toolbox } from "../../../../../running/tools/toolbox";
import { aContainerOf } from "../../../../../test/helpers/container-facts";
import type { ContainerDefinition, ContainerRuntime } from "./container-runtimes";
import { freePort } from "./running-image";

/** The task definition's container as the model writes it, on a port that is free here. */
export async function aContainer(
  image: string,
  changes: Partial<ContainerDefinition> = {},
): Promise<ContainerDefinition> {
  const port = await freePort();
  const { stopTimeoutSeconds } = connectionTimes(true);
  const environment = {
    PORT: String(port),
    GEMINI_API_KEY: "none",
    STOP_TIMEOUT_SECONDS: String(stopTimeoutSeconds),
  };
  const definition = containerDefinition(aContainerOf({ name: "web", image, port, stopTimeoutSeconds, environment }));
  return { ...definition, ...changes };
}

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
