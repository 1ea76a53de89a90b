import { ACMClient } from "@aws-sdk/client-acm";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { Route53Client } from "@aws-sdk/client-route-53";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { ClientSettings } from "../aws/client-settings";

export function preflightClients(settings: ClientSettings) {
  return {
    certificates: new ACMClient(settings),
    dns: new Route53Client(settings),
    iam: new IAMClient(settings),
    images: new ECRClient(settings),
    keys: new KMSClient(settings),
    loadBalancing: new ElasticLoadBalancingV2Client(settings),
    logs: new CloudWatchLogsClient(settings),
    network: new EC2Client(settings),
    parameters: new SSMClient(settings),
    quotas: new ServiceQuotasClient(settings),
    secrets: new SecretsManagerClient(settings),
  };
}

export type PreflightClients = ReturnType<typeof preflightClients>;
