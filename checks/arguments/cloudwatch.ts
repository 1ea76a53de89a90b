import { butNot, everyPlanned, oneOf } from "./allowed";
import { type Arguments, harmless, heldBy, optional, required, requiredBy } from "./argument";
import { hostsOf, servicesOf } from "./plans";

const held = (...worse: readonly (string | number)[]) => requiredBy("alarm-as-planned", ...worse);
const strangersTopic = "arn:aws:sns:us-east-1:999999999999:stranger";

export const cloudwatchArguments: Readonly<Record<string, Arguments>> = {
  aws_cloudwatch_metric_alarm: {
    actions_enabled: optional(oneOf(true), "the alarm tells nobody"),
    alarm_actions: requiredBy("alarm-as-planned", strangersTopic, "${aws_sns_topic.stranger.arn}"),
    alarm_description: harmless("what people read"),
    alarm_name: required(
      everyPlanned("an alarm of the plan", (plans) => [
        ...plans.flatMap(({ alarms }) => alarms.map(({ alarmName }) => alarmName)),
        ...servicesOf(plans).flatMap(({ scaling }) =>
          scaling?.by === "backlog" ? Object.values(scaling.alarmNames) : [],
        ),
        ...hostsOf(plans).flatMap(({ names, scaling }) =>
          scaling === undefined ? [] : [names.scaleOut, names.scaleIn],
        ),
      ]),
      "what the planned one watches is watched by nobody",
    ),
    comparison_operator: held("LessThanLowerThreshold"),
    depends_on: harmless("what must be there before"),
    dimensions: held("stranger"),
    evaluation_periods: held(100),
    "lifecycle.ignore_changes": optional(
      butNot(oneOf("actions_enabled"), "alarm_actions"),
      "what is changed by hand would stay: only the schedule turns alarms off, and on again",
    ),
    insufficient_data_actions: heldBy("alarm-as-planned", strangersTopic),
    metric_name: held("RequestCount"),
    metric_query: harmless("how the number of a worker's tasks follows its queue, which a plan shows"),
    namespace: held("Stranger"),
    ok_actions: held(strangersTopic),
    period: held(86_400),
    statistic: held("Minimum"),
    threshold: held(1_000_000),
    treat_missing_data: held("ignore", "missing"),
  },
};
