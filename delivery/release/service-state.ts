import { DescribeServicesCommand, type Service, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { UserError } from "../../running/user-error";
import { isNamed } from "../aws/aws-failure";
import type { ReleaseClients } from "./clients";
import type { ReleasedService } from "./released-service";
import { primaryDeployment } from "./rollout";

/** @returns nothing where the runtime stack is not applied: the service is not there, or not any more */
export async function findService(
  { tasks }: ReleaseClients,
  { cluster, service }: ReleasedService,
): Promise<Service | undefined> {
  try {
    const { services = [] } = await tasks.send(new DescribeServicesCommand({ cluster, services: [service] }));
    return services.find(({ status }) => status === "ACTIVE");
  } catch (error) {
    if (isNamed(error, "ClusterNotFoundException")) return undefined;
    throw error;
  }
}

/** @returns the id of the deployment that this begins */
export async function rollTo(
  { tasks }: ReleaseClients,
  { cluster, service }: ReleasedService,
  revision: string,
): Promise<string> {
  const answer = await tasks.send(new UpdateServiceCommand({ cluster, service, taskDefinition: revision }));
  const primary = answer.service === undefined ? undefined : primaryDeployment(answer.service);
  if (primary?.id === undefined) throw new UserError(`ECS made no deployment of ${service}`);
  return primary.id;
}
