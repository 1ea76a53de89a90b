import {
  type Cluster,
  DescribeClustersCommand,
  DescribeServicesCommand,
  type ECSClient,
  paginateListClusters,
  paginateListServices,
  type Service,
} from "@aws-sdk/client-ecs";
import { allOf } from "../../delivery/aws/all-of";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type ServiceFacts = {
  readonly cluster: string;
  readonly "desired tasks": number;
  readonly "launch type": string;
  readonly "task definition": string;
  readonly subnets: readonly string[];
  readonly "security groups": readonly string[];
  readonly "public addresses": string;
  readonly targets: readonly string[];
  readonly "circuit breaker": boolean;
  readonly rollback: boolean;
  readonly "least healthy percent": number | undefined;
  readonly "most percent": number | undefined;
  readonly "health check grace in seconds": number | undefined;
  readonly "commands in containers": boolean;
};

/** ECS clusters and their services, before autoscaling or anybody else has changed the number of tasks. */
export const service: Area = { subject: "service", expected: expectedService, found: foundServices };

function expectedService(intent: Intent): readonly string[] {
  const { names, service: own, times, network, environment } = intent;
  const { settings } = own;
  const subnets =
    "existingVpc" in environment.network
      ? environment.network.existingVpc.privateSubnetIds
      : network?.taskSubnets.map(({ cidr }) => labels.subnet(cidr));
  return [
    ...clusterSentences(names.cluster, "enabled"),
    ...serviceSentences(own.names.service, {
      cluster: names.cluster,
      "desired tasks": settings.scaling.minimumTasks,
      "launch type": "FARGATE",
      "task definition": own.names.taskFamily,
      subnets: subnets ?? [],
      "security groups": [labels.securityGroup(own.names.taskSecurityGroup)],
      "public addresses": network?.nat === "none" ? "ENABLED" : "DISABLED",
      targets: [`${labels.targetGroup(own.names.targetGroup)} on ${own.name}:${settings.port}`],
      "circuit breaker": true,
      rollback: true,
      "least healthy percent": 100,
      "most percent": 200,
      "health check grace in seconds": times.healthCheckGraceSeconds,
      "commands in containers": false,
    }),
  ];
}

async function foundServices({ clients: { tasks: client }, label }: Reading): Promise<readonly string[]> {
  const arns = await allOf(paginateListClusters({ client }, {}), ({ clusterArns }) => clusterArns);
  if (arns.length === 0) return [];
  const { clusters = [] } = await client.send(
    new DescribeClustersCommand({ clusters: [...arns], include: ["SETTINGS"] }),
  );
  const found = await Promise.all(clusters.map((cluster) => servicesOf(client, cluster, label)));
  return [...clusters.flatMap((cluster) => clusterSentences(cluster.clusterName, insights(cluster))), ...found.flat()];
}

function insights({ settings = [] }: Cluster): string {
  return settings.find(({ name }) => name === "containerInsights")?.value ?? "unknown";
}

async function servicesOf(
  client: ECSClient,
  { clusterArn, clusterName }: Cluster,
  label: Reading["label"],
): Promise<readonly string[]> {
  const arns = await allOf(paginateListServices({ client }, { cluster: clusterArn }), ({ serviceArns }) => serviceArns);
  const found = await Promise.all(
    arns.map(async (arn) => {
      const { services = [] } = await client.send(
        new DescribeServicesCommand({ cluster: clusterArn, services: [arn] }),
      );
      return services.flatMap((one) => serviceSentences(one.serviceName, serviceFacts(one, clusterName, label)));
    }),
  );
  return found.flat();
}

function serviceFacts(one: Service, cluster: string | undefined, label: Reading["label"]): ServiceFacts {
  const { subnets = [], securityGroups = [], assignPublicIp } = one.networkConfiguration?.awsvpcConfiguration ?? {};
  const { deploymentCircuitBreaker: breaker, ...percents } = one.deploymentConfiguration ?? {};
  return {
    cluster: cluster ?? "unknown",
    "desired tasks": one.desiredCount ?? 0,
    "launch type": one.launchType ?? "none",
    "task definition": /\/([^:]+):\d+$/.exec(one.taskDefinition ?? "")?.[1] ?? "none",
    subnets: subnets.map(label),
    "security groups": securityGroups.map(label),
    "public addresses": assignPublicIp ?? "DISABLED",
    targets: (one.loadBalancers ?? []).map(
      ({ targetGroupArn, containerName, containerPort }) =>
        `${label(targetGroupArn)} on ${containerName}:${containerPort}`,
    ),
    "circuit breaker": breaker?.enable ?? false,
    rollback: breaker?.rollback ?? false,
    "least healthy percent": percents.minimumHealthyPercent,
    "most percent": percents.maximumPercent,
    "health check grace in seconds": one.healthCheckGracePeriodSeconds,
    "commands in containers": one.enableExecuteCommand ?? false,
  };
}

function clusterSentences(name: string | undefined, containerInsights: string): readonly string[] {
  return sentences(`cluster ${name}`, { "Container Insights": containerInsights });
}

function serviceSentences(name: string | undefined, facts: ServiceFacts): readonly string[] {
  return sentences(`service ${name}`, facts);
}
