import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { ClientSettings } from "../aws/client-settings";

export function releaseClients(settings: ClientSettings) {
  return { images: new ECRClient(settings), tasks: new ECSClient(settings), parameters: new SSMClient(settings) };
}

export type ReleaseClients = ReturnType<typeof releaseClients>;
