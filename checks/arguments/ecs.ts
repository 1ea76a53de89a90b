import { temporaryVolume } from "../../model/container-definition";
import type { Json } from "../../model/json";
import type { ServicePlan } from "../../model/plan/service-plan";
import { between, butNot, either, everyPlanned, oneOf, type Plans, planned, referenceTo } from "./allowed";
import { type Arguments, below, harmless, optional, required, requiredBy, type Worse } from "./argument";
import { containerArguments, plannedVolume } from "./containers";
import { startedTasks } from "./tasks";

const servicesOf = (plans: Plans): readonly ServicePlan[] => plans.flatMap(({ services }) => services);
const blueGreen = (plans: Plans) =>
  servicesOf(plans).flatMap(({ deployment }) => (deployment?.strategy === "blue-green" ? deployment : []));
const running = (plans: Plans) =>
  servicesOf(plans).filter(({ kind, placement }) => kind !== "job" && placement.runtime === "fargate");
const portsOf = (plans: Plans) =>
  servicesOf(plans).flatMap(({ task }) => task.containers.map(({ port }) => String(port)));

const shownByPlan = harmless("size, order and number of what runs, which a plan shows");
const stuck = "tasks that never become healthy are started for ever";
const onHosts = "it is for hosts, which somebody would have to patch, or belongs to others";
const ownRole = referenceTo("aws_iam_role");
const targetGroup = referenceTo("aws_lb_target_group");
const strangersTasks = "its tasks would serve somebody else's clients";
const rule = referenceTo("aws_lb_listener_rule");
const shiftsOthers = "ECS would shift somebody else's requests";
const planless = "the settings know rolling and blue/green releases, and what waits for their verdict no others";

/** The other one of two values. */
const otherOf =
  (one: Json, other: Json): Worse =>
  (value) => [value === one ? other : one];

export const ecsArguments: Readonly<Record<string, Arguments>> = {
  aws_ecs_cluster: {
    name: required(
      everyPlanned("a cluster of the plan", (plans) =>
        plans
          .filter(({ services, hosts }) => services.length > 0 && hosts.length === 0)
          .map(({ names }) => names.cluster),
      ),
      "roles and alarms name the planned one",
    ),
    "setting.name": required(oneOf("containerInsights"), "alarms of running tasks get no numbers without it"),
    "setting.value": required(
      butNot(oneOf("enabled"), "disabled"),
      "alarms of running tasks get no numbers without it",
    ),
  },
  aws_ecs_cluster_capacity_providers: {
    capacity_providers: required(oneOf("FARGATE", "FARGATE_SPOT"), onHosts),
    cluster_name: required(referenceTo("aws_ecs_cluster"), "it would hold for another cluster"),
  },
  aws_ecs_service: {
    ...startedTasks,
    "alarms.alarm_names": required(
      planned("an alarm of the plan that ends a deployment", (plans) =>
        plans.flatMap(({ alarms }) => alarms.flatMap((alarm) => (alarm.endsDeployment ? alarm.alarmName : []))),
      ),
      "a release that answers with errors would stay",
      {},
    ),
    "alarms.enable": required(oneOf(true), "a release that answers with errors would stay", {}),
    "alarms.rollback": required(oneOf(true), "a release that answers with errors would stay", {}),
    availability_zone_rebalancing: requiredBy("tasks-replaced-as-planned", otherOf("ENABLED", "DISABLED")),
    "capacity_provider_strategy.capacity_provider": optional(oneOf("FARGATE", "FARGATE_SPOT"), onHosts),
    "capacity_provider_strategy.weight": shownByPlan,
    cluster: required(referenceTo("aws_ecs_cluster"), "alarms look at the tasks of this cluster"),
    depends_on: shownByPlan,
    "deployment_circuit_breaker.enable": required(oneOf(true), stuck),
    "deployment_circuit_breaker.rollback": required(oneOf(true), stuck),
    "deployment_configuration.bake_time_in_minutes": required(
      planned("the bake time of the settings", (plans) =>
        blueGreen(plans).map(({ bakeMinutes }) => String(bakeMinutes)),
      ),
      "the old tasks would be gone before anybody sees what the new ones do",
      {},
    ),
    "deployment_configuration.strategy": required(butNot(oneOf("BLUE_GREEN"), "CANARY"), planless, {}),
    deployment_maximum_percent: requiredBy("tasks-replaced-as-planned", 150, otherOf(200, 100)),
    deployment_minimum_healthy_percent: requiredBy("tasks-replaced-as-planned", 50, otherOf(100, 0)),
    desired_count: shownByPlan,
    force_new_deployment: shownByPlan,
    health_check_grace_period_seconds: optional(between(0, 600), "tasks that never become healthy stay that long"),
    launch_type: optional(butNot(oneOf("FARGATE"), "EC2", "EXTERNAL"), onHosts),
    "lifecycle.ignore_changes": optional(
      butNot(oneOf("desired_count"), "task_definition", "network_configuration", "all"),
      "Terraform would overlook a change of what is not left to autoscaling",
    ),
    "load_balancer.advanced_configuration.alternate_target_group_arn": required(targetGroup, strangersTasks, {}),
    "load_balancer.advanced_configuration.production_listener_rule": required(rule, shiftsOthers, {}),
    "load_balancer.advanced_configuration.role_arn": required(ownRole, "ECS would act with the rights of others", {}),
    "load_balancer.advanced_configuration.test_listener_rule": required(rule, shiftsOthers, {}),
    "load_balancer.container_name": optional(
      planned("a service of the plan", (plans) => servicesOf(plans).map(({ name }) => name)),
      "another container of the task would face the clients",
    ),
    "load_balancer.container_port": optional(
      planned("a planned port", portsOf, "9999"),
      "another port of the task would face the clients",
    ),
    "load_balancer.target_group_arn": optional(targetGroup, strangersTasks),
    name: required(
      everyPlanned("a service of the plan", (plans) => running(plans).map(({ names }) => names.service)),
      "roles, releases and alarms name the planned one",
    ),
    "service_registries.registry_arn": optional(
      referenceTo("aws_service_discovery_service"),
      "its tasks would answer to the name of others",
    ),
    task_definition: required(referenceTo("aws_ecs_task_definition"), "what it runs is seen by no check"),
    wait_for_steady_state: required(oneOf(true), "an apply would end well although nothing becomes healthy"),
  },
  aws_ecs_task_definition: {
    ...below("container_definitions", containerArguments),
    cpu: shownByPlan,
    execution_role_arn: required(ownRole, "the rights of others would start the task"),
    family: required(
      everyPlanned("a family of the plan", (plans) =>
        servicesOf(plans).flatMap(({ names, placement }) => (placement.runtime === "fargate" ? names.taskFamily : [])),
      ),
      "releases and roles name the planned one",
    ),
    memory: shownByPlan,
    network_mode: required(
      butNot(oneOf("awsvpc"), "host", "bridge"),
      "the task would have no security group of its own",
    ),
    requires_compatibilities: required(butNot(oneOf("FARGATE"), "EC2", "EXTERNAL"), onHosts),
    "runtime_platform.cpu_architecture": shownByPlan,
    "runtime_platform.operating_system_family": shownByPlan,
    skip_destroy: harmless("old revisions stay, so that a release can go back"),
    task_role_arn: required(ownRole, "the program would have the rights of others"),
    track_latest: harmless("without it a plan would show what was released meanwhile"),
    ...below("volume.efs_volume_configuration", {
      "authorization_config.access_point_id": required(
        referenceTo("aws_efs_access_point"),
        "the task would see the files of others",
        {},
      ),
      "authorization_config.iam": required(
        butNot(oneOf("ENABLED"), "DISABLED"),
        "anybody in the network could mount it",
        {},
      ),
      file_system_id: required(referenceTo("aws_efs_file_system"), "the program would write somebody else's files", {}),
      transit_encryption: required(
        butNot(oneOf("ENABLED"), "DISABLED"),
        "files would cross the network unencrypted",
        {},
      ),
    }),
    "volume.name": optional(
      either(oneOf(temporaryVolume), plannedVolume),
      "other volumes bring what is stored elsewhere",
    ),
  },
};
