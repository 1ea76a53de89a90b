import { insightsLines, jobLines, serviceLines } from "../cost/task-lines";
import { objectsOf } from "../json";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const ecs = {
  service: "ecs",
  region: "environment",
  managedIn: { runtime: ["services"] },
  lookedUpIn: {},
  holdsData: false,
} as const;

const rolls = "starts new tasks before it stops the old ones";
const restarting = ["task_definition", "network_configuration", "load_balancer", "force_new_deployment"];

export const ecsTypes: AwsTypes = {
  aws_ecs_cluster: {
    emulated: {
      refuses: [carried("deletion while services are in it", "ecs_clusters")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "ECS API Reference: CreateCluster, DeleteCluster",
      onlyInAws: { what: "that tasks find capacity", shownBy: "smoke" },
    },
    ...ecs,
    calls: [
      reads("cluster", "ecs", "DescribeClusters", "ListTagsForResource"),
      creates("anywhere", "ecs", "CreateCluster"),
      changes(
        "cluster",
        "ecs",
        "DeleteCluster",
        "PutClusterCapacityProviders",
        "TagResource",
        "UntagResource",
        "UpdateCluster",
        "UpdateClusterSettings",
      ),
    ],
    madeUpByAws: "nothing",
    whenGone: gone("the cluster goes, with its services"),
    whenUpdated: unnoticed,
    price: { lines: insightsLines },
    scannedBy: { tfsec: 1 },
    tables: { none: "an empty second plan shows all of it" },
    usualSeconds: 20,
  },
  aws_ecs_cluster_capacity_providers: {
    emulated: {
      refuses: [carried("providers that are not there, the loss of one that a service runs on", "ecs_clusters")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "ECS API Reference: PutClusterCapacityProviders",
      onlyInAws: { what: "that tasks find capacity", shownBy: "smoke" },
    },
    ...ecs,
    calls: [reads("cluster", "ecs", "DescribeClusters"), changes("cluster", "ecs", "PutClusterCapacityProviders")],
    madeUpByAws: "nothing",
    whenGone: gone("no new task starts on Fargate Spot"),
    whenUpdated: unnoticed,
    price: { none: "its tasks are billed" },
    scannedBy: { tfsec: { none: "it has no check of it" } },
    tables: { none: "an empty second plan shows all of it" },
    usualSeconds: 10,
  },
  aws_ecs_service: {
    emulated: {
      refuses: [
        carried("containers, ports, target groups, networks and platforms that do not fit", "ecs_service_fit"),
        carried("settings that do not fit together, a second service of its name", "ecs_service_settings"),
        carried("unknown namespaces and port names", "ecs_service_connect"),
        carried("a bake time beyond a day, and a shift without its group, rules or role", "ecs_blue_green"),
        carried("a deployment whose image, role, log group or secret's value is missing", "ecs_rollouts"),
      ],
      rewrites: [
        carried("rebalancing between zones is on where nothing is said", "ecs_service_settings"),
        carried("a task definition is named by its ARN", "ecs_service_settings"),
      ],
      lookedIn:
        "ECS API Reference: CreateService, UpdateService; ECS Developer Guide: deployment circuit breaker, service rebalancing, blue/green deployments",
      onlyInAws: { what: "that tasks become healthy, and packets flow", shownBy: "smoke" },
    },
    ...ecs,
    calls: [
      creates("taskRoles", "iam", "PassRole"),
      creates("trafficRoles", "iam", "PassRole"),
      creates("serviceLinkedRoles", "iam", "CreateServiceLinkedRole"),
      reads("cluster", "ecs", "DescribeServiceDeployments", "DescribeServices", "ListServiceDeployments"),
      creates("cluster", "ecs", "CreateService"),
      changes("cluster", "ecs", "DeleteService", "TagResource", "UntagResource", "UpdateService"),
    ],
    madeUpByAws: "nothing",
    whenGone: gone("the service stops, with all of its tasks"),
    whenUpdated: (changedArguments) =>
      changedArguments.some((argument) => restarting.includes(argument))
        ? { effect: `the service ${rolls}; open streams have the deregistration delay`, downtime: "none" }
        : undefined,
    price: { lines: serviceLines },
    scannedBy: { tfsec: { none: "it has no check of services" } },
    tables: ["network", "names"],
    usualSeconds: 300,
  },
  aws_ecs_task_definition: {
    emulated: {
      refuses: [
        carried(
          "sizes that Fargate does not have, missing roles, secrets without an execution role, checks that cannot be run",
          "ecs_task_definitions",
        ),
      ],
      rewrites: [
        carried(
          "`capabilities` and `systemControls` filled in, host ports named, variables and secrets in another order",
          "ecs_task_definitions",
        ),
      ],
      lookedIn:
        "ECS API Reference: RegisterTaskDefinition; terraform-provider-aws, internal/service/ecs/container_definitions.go",
      onlyInAws: { what: "that the program runs on this size", shownBy: "smoke" },
    },
    ...ecs,
    calls: [
      creates("taskRoles", "iam", "PassRole"),
      reads("anywhere", "ecs", "DescribeTaskDefinition"),
      creates("newTaskDefinitions", "ecs", "RegisterTaskDefinition"),
      changes("taskDefinitions", "ecs", "TagResource", "UntagResource"),
    ],
    madeUpByAws: { identifier: "revision", limitedBy: "pattern" },
    whenGone: ({ action }) =>
      action === "replace" ? { effect: `a new revision: its service ${rolls}`, downtime: "none" } : undefined,
    whenUpdated: unnoticed,
    price: { lines: jobLines },
    // One for each plain variable: none of these when the definitions are an unknown string to it.
    scannedBy: { tfsec: (_, containers) => containers.flatMap(({ environment }) => objectsOf(environment)).length },
    tables: ["rights"],
    usualSeconds: 10,
  },
};
