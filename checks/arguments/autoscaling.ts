import { type Allowed, butNot, oneOf, type Plans, planned, referenceTo } from "./allowed";
import { type Arguments, harmless, optional, required } from "./argument";
import { servicesOf } from "./plans";

const scalingsOf = (plans: Plans) => servicesOf(plans).flatMap(({ scaling }) => scaling ?? []);
const targetsOf = (plans: Plans) =>
  scalingsOf(plans).flatMap((scaling) =>
    scaling.by === "load" ? scaling.policies.map(({ aimedAt }) => aimedAt) : [scaling.backlogPerTask],
  );

const service = referenceTo("aws_ecs_service");
const serviceOfPlan: Allowed = {
  text: "a service in the cluster of the plan",
  allows: (value, plans) => {
    const [, cluster = "", name = ""] = /^service\/([^/]+)\/(.+)$/.exec(String(value)) ?? [];
    return plans.some(({ names }) => names.cluster === cluster) && service.allows(name, plans);
  },
  worse: ["service/stranger/agent"],
};

const others = "the tasks of others would be scaled";
const target = referenceTo("aws_appautoscaling_target");
const bound = "cost has no limit, or a service no task";
const pace = harmless("how fast tasks come and go, which a plan shows");
const measured = harmless("what is measured decides how many tasks there are, between the bounds that hold");

export const autoscalingArguments: Readonly<Record<string, Arguments>> = {
  aws_appautoscaling_policy: {
    name: harmless("nobody asks for it"),
    policy_type: required(butNot(oneOf("TargetTrackingScaling", "StepScaling"), "PredictiveScaling"), others),
    resource_id: required(target, others),
    scalable_dimension: required(target, others),
    service_namespace: required(target, others),
    step_scaling_policy_configuration: pace,
    "target_tracking_scaling_policy_configuration.customized_metric_specification": measured,
    "target_tracking_scaling_policy_configuration.disable_scale_in": pace,
    "target_tracking_scaling_policy_configuration.predefined_metric_specification": measured,
    "target_tracking_scaling_policy_configuration.scale_in_cooldown": pace,
    "target_tracking_scaling_policy_configuration.scale_out_cooldown": pace,
    "target_tracking_scaling_policy_configuration.target_value": optional(
      planned("a target of the settings", (plans) => targetsOf(plans).map(String), "99"),
      "tasks come too late, or for nothing",
    ),
  },
  aws_appautoscaling_target: {
    max_capacity: required(
      planned(
        "the most tasks of the settings",
        (plans) => scalingsOf(plans).map((each) => String(each.maximumTasks)),
        "1000",
      ),
      bound,
    ),
    min_capacity: required(
      planned(
        "the fewest tasks of the settings",
        (plans) => scalingsOf(plans).map((each) => String(each.minimumTasks)),
        "999",
      ),
      bound,
    ),
    resource_id: required(serviceOfPlan, others),
    scalable_dimension: required(
      butNot(oneOf("ecs:service:DesiredCount"), "lambda:function:ProvisionedConcurrency"),
      others,
    ),
    service_namespace: required(butNot(oneOf("ecs"), "lambda"), others),
  },
};
