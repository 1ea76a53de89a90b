import {
  EcsService,
  type EcsServiceCapacityProviderStrategy,
  type EcsServiceLoadBalancerAdvancedConfiguration,
} from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { byDesign } from "../by-design";
import { requireFeature } from "../provider-feature";
import { addTaskDefinition, type TaskDefinitionProps } from "./task-definition";

export interface FargateServiceProps extends TaskDefinitionProps {
  readonly name: string;
  readonly clusterArn: string;
  /** Tasks at creation; from then on autoscaling owns the number. */
  readonly initialTasks: number;
  /** Whether a task is stopped before the one that takes its place is started. */
  readonly isSingleWriter: boolean;
  /** Share of the tasks on Fargate Spot; from none to some, and back, makes the service anew. */
  readonly spotPercent: number;
  readonly subnetIds: readonly string[];
  /** Only for tasks in public subnets, which have no other way out. */
  readonly assignPublicIp: boolean;
  readonly securityGroupIds: readonly string[];
  /** Target group that the tasks are registered with; absent where no load balancer leads to them. */
  readonly target?: {
    readonly targetGroupArn: string;
    readonly container: string;
    readonly port: number;
    readonly healthCheckGraceSeconds: number;
  };
  /** Absent where new tasks take the place of the old ones bit by bit. */
  readonly blueGreen?: BlueGreenProps;
  /** Service of Cloud Map under whose name the tasks are found; absent where nobody looks for them. */
  readonly discoveryServiceArn?: string;
  /** Listeners and attached policies, without which the first tasks would fail. */
  readonly startsAfter: readonly ITerraformDependable[];
}

/** How ECS shifts requests to new tasks, and back where an alarm rings. */
export interface BlueGreenProps {
  readonly alternateTargetGroupArn: string;
  readonly productionRuleArn: string;
  /** Leads those to the new tasks first who try them. */
  readonly testRuleArn: string;
  /** What ECS may do with them. */
  readonly roleArn: string;
  readonly bakeMinutes: number;
  readonly alarmNames: readonly string[];
}

/**
 * Tasks that always run. A deployment that does not become healthy is rolled back.
 * Each task costs about 0.0405 USD per vCPU and hour and 0.0044 USD per GB and hour.
 */
export class FargateService extends Construct {
  readonly serviceName: string;
  /** Made once its first tasks are steady, and gone before what they need. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const taskDefinition = addTaskDefinition(this, props);
    const { target, discoveryServiceArn, blueGreen } = props;
    const replacement = replacementOf(props);
    const service = new EcsService(this, "service", {
      name: props.name,
      cluster: props.clusterArn,
      taskDefinition: taskDefinition.arn,
      ...(props.spotPercent === 0
        ? { launchType: "FARGATE" }
        : // Another share would otherwise make the service anew, without a task between.
          { capacityProviderStrategy: capacityShares(props.spotPercent), forceNewDeployment: true }),
      platformVersion: "LATEST",
      desiredCount: props.initialTasks,
      deploymentMinimumHealthyPercent: replacement.minimumHealthyPercent,
      deploymentMaximumPercent: replacement.maximumPercent,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: replacement.zoneRebalancing,
      waitForSteadyState: true,
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      networkConfiguration: {
        subnets: [...props.subnetIds],
        securityGroups: [...props.securityGroupIds],
        assignPublicIp: props.assignPublicIp,
      },
      ...(target === undefined
        ? {}
        : {
            healthCheckGracePeriodSeconds: target.healthCheckGraceSeconds,
            loadBalancer: [
              {
                targetGroupArn: target.targetGroupArn,
                containerName: target.container,
                containerPort: target.port,
                ...(blueGreen === undefined ? {} : { advancedConfiguration: shiftedBy(blueGreen) }),
              },
            ],
          }),
      ...(blueGreen === undefined
        ? {}
        : {
            deploymentConfiguration: {
              strategy: "BLUE_GREEN",
              bakeTimeInMinutes: String(blueGreen.bakeMinutes),
            },
            alarms: { alarmNames: [...blueGreen.alarmNames], enable: true, rollback: true },
          }),
      ...(discoveryServiceArn === undefined ? {} : { serviceRegistries: { registryArn: discoveryServiceArn } }),
      lifecycle: { ignoreChanges: ["desired_count"] },
      dependsOn: [...props.startsAfter],
    });
    if (props.assignPublicIp) {
      byDesign(service, {
        rules: ["service-public-ip", "CKV_AWS_333"],
        because:
          "network.nat is none: an address of its own is a task's only way out, and a NAT gateway about 33 USD a month",
        compensatedBy:
          "a group that lets nobody in but the load balancer, which the rule service-open-ports holds, and the rules tasks-placed-as-planned and open-egress",
        seen: [serviceSeen(props, taskDefinition.arn)],
      });
    }
    if (blueGreen !== undefined) {
      requireFeature(service, { feature: "ecs-blue-green", path: ["deployment_configuration"] });
      requireFeature(service, {
        feature: "ecs-blue-green",
        path: ["load_balancer", 0, "advanced_configuration"],
      });
    }
    this.serviceName = service.name;
    this.ready = service;
  }
}

/** Rebalancing starts a task in another zone before it stops one, which ECS refuses where no second one may run. */
function replacementOf({ isSingleWriter }: FargateServiceProps) {
  return isSingleWriter
    ? { minimumHealthyPercent: 0, maximumPercent: 100, zoneRebalancing: "DISABLED" }
    : { minimumHealthyPercent: 100, maximumPercent: 200, zoneRebalancing: "ENABLED" };
}

function shiftedBy(blueGreen: BlueGreenProps): EcsServiceLoadBalancerAdvancedConfiguration {
  return {
    alternateTargetGroupArn: blueGreen.alternateTargetGroupArn,
    productionListenerRule: blueGreen.productionRuleArn,
    testListenerRule: blueGreen.testRuleArn,
    roleArn: blueGreen.roleArn,
  };
}

/** A provider without a share is left out: AWS refuses a strategy of weights that are all 0. */
function capacityShares(spotPercent: number): EcsServiceCapacityProviderStrategy[] {
  const shares = [
    { capacityProvider: "FARGATE", weight: 100 - spotPercent },
    { capacityProvider: "FARGATE_SPOT", weight: spotPercent },
  ];
  return shares.filter(({ weight }) => weight > 0);
}

/** Everything that a service is meant to say, in Terraform's words: what its reasons stand on. */
function serviceSeen(props: FargateServiceProps, taskDefinitionArn: string) {
  const { target, discoveryServiceArn, spotPercent, blueGreen } = props;
  const replacement = replacementOf(props);
  const shares = [
    { capacity_provider: "FARGATE", weight: 100 - spotPercent },
    { capacity_provider: "FARGATE_SPOT", weight: spotPercent },
  ];
  return {
    name: props.name,
    cluster: props.clusterArn,
    task_definition: taskDefinitionArn,
    ...(spotPercent === 0
      ? { launch_type: "FARGATE" }
      : { capacity_provider_strategy: shares.filter(({ weight }) => weight > 0), force_new_deployment: true }),
    platform_version: "LATEST",
    desired_count: props.initialTasks,
    deployment_minimum_healthy_percent: replacement.minimumHealthyPercent,
    deployment_maximum_percent: replacement.maximumPercent,
    deployment_circuit_breaker: { enable: true, rollback: true },
    availability_zone_rebalancing: replacement.zoneRebalancing,
    wait_for_steady_state: true,
    enable_execute_command: false,
    enable_ecs_managed_tags: true,
    propagate_tags: "SERVICE",
    network_configuration: {
      subnets: props.subnetIds,
      security_groups: props.securityGroupIds,
      assign_public_ip: props.assignPublicIp,
    },
    ...(target === undefined
      ? {}
      : {
          health_check_grace_period_seconds: target.healthCheckGraceSeconds,
          load_balancer: [
            {
              target_group_arn: target.targetGroupArn,
              container_name: target.container,
              container_port: target.port,
              ...(blueGreen === undefined ? {} : { advanced_configuration: shiftSeen(blueGreen) }),
            },
          ],
        }),
    ...(blueGreen === undefined
      ? {}
      : {
          deployment_configuration: { strategy: "BLUE_GREEN", bake_time_in_minutes: String(blueGreen.bakeMinutes) },
          alarms: { alarm_names: blueGreen.alarmNames, enable: true, rollback: true },
        }),
    ...(discoveryServiceArn === undefined ? {} : { service_registries: { registry_arn: discoveryServiceArn } }),
    lifecycle: [{ ignore_changes: ["desired_count"] }],
  };
}

function shiftSeen(shift: BlueGreenProps) {
  return {
    alternate_target_group_arn: shift.alternateTargetGroupArn,
    production_listener_rule: shift.productionRuleArn,
    test_listener_rule: shift.testRuleArn,
    role_arn: shift.roleArn,
  };
}
