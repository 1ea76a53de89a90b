import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const autoscaling = {
  service: "autoscaling",
  region: "environment",
  managedIn: { runtime: ["hosts"] },
  lookedUpIn: {},
  madeUpByAws: "nothing",
  holdsData: false,
} as const;

export const autoscalingTypes: AwsTypes = {
  aws_autoscaling_group: {
    emulated: {
      refuses: [
        carried("templates that launch nothing, bounds and target groups that do not fit", "autoscaling_groups"),
        carried("deletion while it has instances, a second group of its name", "autoscaling_groups"),
        carried("hooks of another length, transition or result", "autoscaling_hooks"),
        carried("a second refresh while one is under way", "autoscaling_instance_refreshes"),
      ],
      rewrites: [carried("hooks, warmup and maintenance policy come back with it", "autoscaling_groups")],
      lookedIn:
        "EC2 Auto Scaling API Reference: CreateAutoScalingGroup, UpdateAutoScalingGroup, StartInstanceRefresh, DeleteAutoScalingGroup",
      onlyInAws: { what: "that an instance becomes healthy: here it is a record, and none runs", shownBy: "smoke" },
    },
    ...autoscaling,
    calls: [
      reads("anywhere", "autoscaling", "DescribeAutoScalingGroups", "DescribeScalingActivities"),
      // An apply waits until the load balancer sees its instances too.
      reads("anywhere", "elasticloadbalancing", "DescribeTargetHealth"),
      creates("scalingRole", "iam", "CreateServiceLinkedRole"),
      creates("instanceGroups", "autoscaling", "CreateAutoScalingGroup", "PutLifecycleHook"),
      changes(
        "instanceGroups",
        "autoscaling",
        "AttachLoadBalancerTargetGroups",
        "CancelInstanceRefresh",
        "CreateOrUpdateTags",
        "DeleteAutoScalingGroup",
        "DeleteTags",
        "DetachLoadBalancerTargetGroups",
        "SetDesiredCapacity",
        "StartInstanceRefresh",
        "UpdateAutoScalingGroup",
      ),
      reads("anywhere", "autoscaling", "DescribeInstanceRefreshes"),
      // Whoever gives a group a template must be allowed to launch with it.
      creates("launchedInstances", "ec2", "CreateTags", "RunInstances"),
      creates("images", "ec2", "RunInstances"),
      creates("launchedFrom", "ec2", "RunInstances"),
      creates("instanceRoles", "iam", "PassRole"),
    ],
    whenGone: gone("its instances are terminated, with all of its services"),
    whenUpdated: (changedArguments) =>
      changedArguments.includes("launch_template")
        ? { effect: "its instances are replaced one after the other", downtime: "possible" }
        : undefined,
    price: { none: "its instances are billed, which model/cost/host-lines.ts reckons from the plan" },
    scannedBy: { tfsec: { none: "it has no check of groups with a launch template" } },
    tables: { none: "the read-back does not ask for instances; an empty second plan shows it" },
    usualSeconds: 300,
  },
  aws_autoscaling_policy: {
    emulated: {
      refuses: [carried("a policy of a group that is not there", "autoscaling_hooks")],
      rewrites: [carried("it is enabled, and predicts nothing", "autoscaling_hooks")],
      lookedIn: "EC2 Auto Scaling API Reference: PutScalingPolicy",
      onlyInAws: { what: "that its alarm changes the number of instances", shownBy: "apply" },
    },
    ...autoscaling,
    calls: [
      reads("anywhere", "autoscaling", "DescribePolicies"),
      creates("instanceGroups", "autoscaling", "PutScalingPolicy"),
      changes("instanceGroups", "autoscaling", "DeletePolicy"),
    ],
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: { none: "its alarm is billed" },
    scannedBy: { tfsec: { none: "it has no check of scaling" } },
    tables: { none: "an empty second plan shows all of it" },
    usualSeconds: 10,
  },
};
