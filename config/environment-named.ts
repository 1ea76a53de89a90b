import { loadEnvironment } from "./load";
import type { Environment } from "./schema/environment";

/** @throws ConfigurationError with every fault of the environment's files */
export function environmentNamed(projectRoot: string, name: string): Environment {
  const [environment] = loadEnvironment(projectRoot, name).environments;
  if (environment === undefined) throw new Error(`${name} was loaded without its environment`);
  return environment;
}
