import type { BilledLine } from "../cost/billed-line";
import { type JsonObject, objectsOf } from "../json";
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
      refuses: [
        carried("a policy of a target that is not registered", "applicationautoscaling_policy_update"),
        carried(
          "requests of a load balancer and a target group that are not the service's",
          "applicationautoscaling_resource_labels",
        ),
      ],
      rewrites: [carried("its ARN and alarms are kept by an update", "applicationautoscaling_policy_update")],
      lookedIn: "Application Auto Scaling API Reference: PutScalingPolicy, PredefinedMetricSpecification",
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
    price: { lines: trackingAlarms },
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

/** Tracking a target makes one alarm for more tasks, and one for fewer; each metric that it is reckoned from is billed. */
function trackingAlarms({ target_tracking_scaling_policy_configuration: tracking }: JsonObject): readonly BilledLine[] {
  return objectsOf(tracking).map(({ disable_scale_in: onlyOut, customized_metric_specification: customized }) => {
    const reckoned = objectsOf(customized).flatMap(({ metrics }) => objectsOf(metrics));
    const metrics = Math.max(1, reckoned.filter(({ metric_stat: stat }) => objectsOf(stat).length > 0).length);
    const quantity = (onlyOut === true ? 1 : 2) * metrics;
    return { what: "alarms of autoscaling", quantity, price: "alarm", billed: "while it exists" };
  });
}
