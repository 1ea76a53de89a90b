import { changes, creates, type Grant, reads } from "../grant";

/** Calls of images, tasks, scaling and alarms. */
export const computeGrants = {
  aws_appautoscaling_policy: [
    reads("anywhere", "application-autoscaling", "DescribeScalingPolicies"),
    changes("autoscaling", "application-autoscaling", "DeleteScalingPolicy", "PutScalingPolicy"),
    changes("alarms", "cloudwatch", "DeleteAlarms", "PutMetricAlarm"),
  ],
  aws_appautoscaling_target: [
    reads("anywhere", "application-autoscaling", "DescribeScalableTargets"),
    reads("autoscaling", "application-autoscaling", "ListTagsForResource"),
    creates("autoscaling", "application-autoscaling", "RegisterScalableTarget", "TagResource"),
    changes("autoscaling", "application-autoscaling", "DeregisterScalableTarget", "UntagResource"),
  ],
  aws_cloudwatch_metric_alarm: [
    reads("alarms", "cloudwatch", "DescribeAlarms", "ListTagsForResource"),
    changes("alarms", "cloudwatch", "DeleteAlarms", "PutMetricAlarm", "TagResource", "UntagResource"),
  ],
  aws_ecr_lifecycle_policy: [
    reads("repositories", "ecr", "GetLifecyclePolicy"),
    changes("repositories", "ecr", "DeleteLifecyclePolicy", "PutLifecyclePolicy"),
  ],
  aws_ecr_repository: [
    reads("repositories", "ecr", "DescribeRepositories", "ListTagsForResource"),
    changes(
      "repositories",
      "ecr",
      "CreateRepository",
      "DeleteRepository",
      "PutImageScanningConfiguration",
      "PutImageTagMutability",
      "TagResource",
      "UntagResource",
    ),
  ],
  aws_ecs_cluster: [
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
  aws_ecs_service: [
    changes("taskRoles", "iam", "PassRole"),
    changes("serviceLinkedRoles", "iam", "CreateServiceLinkedRole"),
    reads("cluster", "ecs", "DescribeServiceDeployments", "DescribeServices", "ListServiceDeployments"),
    changes("cluster", "ecs", "CreateService", "DeleteService", "TagResource", "UntagResource", "UpdateService"),
  ],
  aws_ecs_task_definition: [
    changes("taskRoles", "iam", "PassRole"),
    reads("anywhere", "ecs", "DescribeTaskDefinition"),
    changes("anywhere", "ecs", "DeregisterTaskDefinition"),
    changes("taskDefinitions", "ecs", "RegisterTaskDefinition", "TagResource", "UntagResource"),
  ],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
