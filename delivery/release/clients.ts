import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { ClientSettings } from "../aws/client-settings";

export function releaseClients(settings: ClientSettings) {
  return {
    images: new ECRClient(settings),
    instances: new EC2Client(settings),
    loadBalancing: new ElasticLoadBalancingV2Client(settings),
    parameters: new SSMClient(settings),
    tasks: new ECSClient(settings),
  };
}

export type ReleaseClients = ReturnType<typeof releaseClients>;
