import { connectionTimes } from "../../../../../model/connection-times";
import { containerDefinition } from "../../../../../model/container-definition";
import { aContainerOf } from "../../../../../test/helpers/container-facts";
import type { ContainerDefinition } from "../../../../../test/helpers/image/container-runtimes";
import { freePort } from "../../../../../test/helpers/image/running-image";

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
