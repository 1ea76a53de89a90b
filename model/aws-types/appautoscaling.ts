import type { AwsTypes } from "./aws-type";
import { unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const scaling = {
  service: "application-autoscaling",
  region: "environment",
  managedIn: { runtime: ["services"] },
  lookedUpIn: {},
  holdsData: false,
  whenGone: unnoticed,
  whenUpdated: unnoticed,
  scannedBy: { tfsec: { none: "it has no check of scaling" } },
  tables: { none: "an empty second plan shows all of it" },
  usualSeconds: 10,
} as const;

export const appautoscalingTypes: AwsTypes = {
  aws_appautoscaling_policy: {
    emulated: {
      refuses: [carried("a policy of a target that is not registered", "applicationautoscaling_policy_update")],
      rewrites: [carried("its ARN and alarms are kept by an update", "applicationautoscaling_policy_update")],
      lookedIn: "Application Auto Scaling API Reference: PutScalingPolicy",
      onlyInAws: { what: "that load moves the number of tasks", shownBy: "smoke" },
    },
    ...scaling,
    calls: [
      reads("anywhere", "application-autoscaling", "DescribeScalingPolicies"),
      changes("autoscaling", "application-autoscaling", "DeleteScalingPolicy", "PutScalingPolicy"),
      creates("alarms", "cloudwatch", "PutMetricAlarm"),
      changes("alarms", "cloudwatch", "DeleteAlarms"),
    ],
    madeUpByAws: "nothing",
    price: { none: "its own alarms are billed by how many metrics they watch, some cents" },
  },
  aws_appautoscaling_target: {
    emulated: {
      refuses: [
        carried("a minimum above the maximum", "applicationautoscaling_targets"),
        carried("an ECS service that is not there"),
      ],
      rewrites: [carried("tags of its own ARN", "applicationautoscaling_tags")],
      lookedIn: "Application Auto Scaling API Reference: RegisterScalableTarget",
      onlyInAws: { what: "that load moves the number of tasks", shownBy: "smoke" },
    },
    ...scaling,
    calls: [
      reads("anywhere", "application-autoscaling", "DescribeScalableTargets"),
      reads("autoscaling", "application-autoscaling", "ListTagsForResource"),
      creates("autoscaling", "application-autoscaling", "RegisterScalableTarget", "TagResource"),
      changes("autoscaling", "application-autoscaling", "DeregisterScalableTarget", "UntagResource"),
    ],
    madeUpByAws: { identifier: "ARN", limitedBy: "tag" },
    price: { none: "scaling is free" },
  },
};
