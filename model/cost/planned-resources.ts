import { backlogMetrics } from "../backlog-metrics";
import { hostScalingAlarms } from "../host-scaling";
import type { JsonObject } from "../json";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { isRegistered } from "../plan/host-groups";
import type { HostGroupPlan } from "../plan/host-plan";
import type { LoadBalancerPlan } from "../plan/load-balancer-plan";
import type { NetworkPlan } from "../plan/network-plan";
import type { ServicePlan } from "../plan/service-plan";
import type { BilledResource } from "./billed-resource";

/**
 * What AWS bills of an environment, before anything is synthesized. A test holds it against the JSON of every fixture's stacks:
 * each resource that has a price there has its line here.
 */
export function plannedResources(plan: EnvironmentPlan): readonly BilledResource[] {
  return [
    ...plan.account.repositories.map(() => resource("account", "aws_ecr_repository")),
    ...ofBase(plan),
    ...ofNetwork(plan.network),
    ...(plan.network === undefined || plan.services.length === 0 ? [] : ofServices(plan, plan.network)),
    ...plan.alarms.map(() => resource("runtime", "aws_cloudwatch_metric_alarm")),
    ...Object.values(plan.capabilities).flatMap(({ billed }) => billed),
  ];
}

function resource(stack: BilledResource["stack"], type: string, body: JsonObject = {}): BilledResource {
  return { stack, type, body };
}

function ofBase({ services, hosts, secrets, flowLogs, loadBalancer, dns }: EnvironmentPlan): readonly BilledResource[] {
  const logGroups = [
    ...services.map(({ logGroup }) => logGroup),
    ...hosts.slice(0, 1).map(({ logGroup }) => logGroup),
    ...(flowLogs === undefined ? [] : [flowLogs]),
  ];
  return [
    resource("base", "aws_kms_key"),
    ...logGroups.map(({ retentionDays }) =>
      resource("base", "aws_cloudwatch_log_group", { retention_in_days: retentionDays }),
    ),
    ...secrets.filter(({ origin }) => origin === "created").map(() => resource("base", "aws_secretsmanager_secret")),
    ...(loadBalancer === undefined ? [] : [resource("base", "aws_s3_bucket")]),
    ...(dns?.zone.create === true ? [resource("base", "aws_route53_zone")] : []),
  ];
}

function ofNetwork(network: NetworkPlan | undefined): readonly BilledResource[] {
  const gateways = network?.kind === "own" ? network.natGateways : [];
  return gateways.flatMap(() => [resource("runtime", "aws_nat_gateway"), resource("runtime", "aws_eip")]);
}

function ofServices(
  { services, hosts, loadBalancer }: EnvironmentPlan,
  network: NetworkPlan,
): readonly BilledResource[] {
  return [
    ...(hosts.length > 0
      ? []
      : [resource("runtime", "aws_ecs_cluster", { setting: [{ name: "containerInsights", value: "enabled" }] })]),
    ...(loadBalancer === undefined ? [] : [entrance(loadBalancer, network)]),
    ...(services.some(isRegistered) ? [resource("runtime", "aws_service_discovery_private_dns_namespace")] : []),
    ...services.flatMap(ofService),
    ...hosts.flatMap(ofHosts),
  ];
}

/** Those that change the number of instances. */
function ofHosts({ names, scaling }: HostGroupPlan): readonly BilledResource[] {
  const alarms = scaling === undefined ? [] : hostScalingAlarms(names, scaling);
  return alarms.map(() => resource("runtime", "aws_cloudwatch_metric_alarm"));
}

function entrance({ scheme, subnetTier }: LoadBalancerPlan, network: NetworkPlan): BilledResource {
  const subnets = {
    own: () => (network.kind === "own" ? network.subnets.filter(({ tier }) => tier === subnetTier).map(nameOf) : []),
    existing: () => (network.kind === "existing" ? network[`${subnetTier}SubnetIds`] : []),
  };
  return resource("runtime", "aws_lb", { internal: scheme === "internal", subnets: subnets[network.kind]() });
}

const nameOf = ({ name }: { readonly name: string }) => name;

function ofService(service: ServicePlan): readonly BilledResource[] {
  const { names, task, placement, scaling, spotPercent } = service;
  if (placement.runtime === "ec2") return [];
  const definition = resource("runtime", "aws_ecs_task_definition", {
    family: names.taskFamily,
    cpu: task.size.cpuUnits,
    memory: task.size.memoryMiB,
    runtime_platform: { cpu_architecture: task.architecture },
  });
  if (scaling === undefined) return [definition];
  return [
    definition,
    resource("runtime", "aws_ecs_service", {
      name: names.service,
      task_definition: names.taskFamily,
      desired_count: scaling.minimumTasks,
      capacity_provider_strategy: [
        { capacity_provider: "FARGATE", weight: 100 - spotPercent },
        { capacity_provider: "FARGATE_SPOT", weight: spotPercent },
      ],
      network_configuration: { assign_public_ip: placement.subnetTier === "public" },
    }),
    ...ofScaling(service, placement.cluster),
  ];
}

/** Policies that track a load; or one that tracks a queue out, and alarms that start and end its tasks. */
function ofScaling({ names, scaling }: ServicePlan, clusterName: string): readonly BilledResource[] {
  if (scaling === undefined) return [];
  const policy = (tracking: JsonObject) =>
    resource("runtime", "aws_appautoscaling_policy", { target_tracking_scaling_policy_configuration: tracking });
  if (scaling.by === "load") return scaling.policies.map(() => policy({}));
  const { queueName, alarmNames } = scaling;
  const metrics = backlogMetrics({ queueName, clusterName, serviceName: names.service });
  const alarm = (queries: typeof metrics.unfinished) =>
    resource("runtime", "aws_cloudwatch_metric_alarm", {
      metric_query: queries.flatMap(({ metric }) => (metric === undefined ? [] : [{ metric: {} }])),
    });
  return [
    policy({
      disable_scale_in: true,
      customized_metric_specification: {
        metrics: metrics.backlogPerTask.flatMap(({ metric }) => (metric === undefined ? [] : [{ metric_stat: {} }])),
      },
    }),
    ...(alarmNames.waiting === undefined ? [] : [alarm(metrics.waitingWithoutTask)]),
    alarm(metrics.unfinished),
  ];
}
