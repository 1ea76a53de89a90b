import { ACMClient } from "@aws-sdk/client-acm";
import { BudgetsClient } from "@aws-sdk/client-budgets";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ServiceDiscoveryClient } from "@aws-sdk/client-servicediscovery";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { emulatorClient } from "../aws-client";

export type ClientSettings = ReturnType<typeof emulatorClient>;

export function readBackClients(settings: ClientSettings) {
  return {
    budgets: new BudgetsClient(settings),
    certificates: new ACMClient(settings),
    discovery: new ServiceDiscoveryClient(settings),
    dns: new Route53Client(settings),
    iam: new IAMClient(settings),
    images: new ECRClient(settings),
    keys: new KMSClient(settings),
    loadBalancing: new ElasticLoadBalancingV2Client(settings),
    logs: new CloudWatchLogsClient(settings),
    metrics: new CloudWatchClient(settings),
    network: new EC2Client(settings),
    notifications: new SNSClient(settings),
    parameters: new SSMClient(settings),
    queues: new SQSClient(settings),
    // The emulator has no host name for a bucket.
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    schedules: new SchedulerClient(settings),
    secrets: new SecretsManagerClient(settings),
    tasks: new ECSClient(settings),
  };
}

export type Clients = ReturnType<typeof readBackClients>;
