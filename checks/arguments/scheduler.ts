import { between, butNot, everyPlanned, oneOf, type Plans, planned, referenceTo } from "./allowed";
import { type Arguments, below, harmless, isHeld, optional, required } from "./argument";
import { environmentSchedulesOf, servicesOf } from "./plans";
import { startedTasks } from "./tasks";

const schedulesOf = (plans: Plans) => servicesOf(plans).flatMap(({ schedule }) => schedule ?? []);

const triggersOf = (plans: Plans) => environmentSchedulesOf(plans).flatMap(({ triggers }) => triggers);

/** Of schedules that start tasks; AWS refuses a cluster without them. */
const ofTasks = (known: Arguments): Arguments =>
  Object.fromEntries(
    Object.entries(known).map(([path, argument]) => [path, isHeld(argument) ? { ...argument, where: {} } : argument]),
  );

const otherJob = "it would start what nobody planned, or at another time";
const groupOfPlan = everyPlanned("the group of the plan", (plans) => [
  ...schedulesOf(plans).map(({ group }) => group),
  ...environmentSchedulesOf(plans).map(({ group }) => group),
]);

export const schedulerArguments: Readonly<Record<string, Arguments>> = {
  aws_scheduler_schedule: {
    ...below("target.ecs_parameters", ofTasks(startedTasks)),
    depends_on: harmless("the order in which things are made"),
    "flexible_time_window.mode": required(butNot(oneOf("OFF"), "FLEXIBLE"), otherJob),
    group_name: required(groupOfPlan, "the role that starts it trusts the planned group alone"),
    name: required(
      everyPlanned("the schedule of the plan", (plans) => [
        ...schedulesOf(plans).map(({ name }) => name),
        ...triggersOf(plans).map(({ name }) => name),
      ]),
      otherJob,
    ),
    schedule_expression: required(
      everyPlanned(
        "the times of the settings",
        (plans) => [...schedulesOf(plans), ...triggersOf(plans)].map(({ expression }) => expression),
        "rate(1 minute)",
      ),
      otherJob,
    ),
    schedule_expression_timezone: required(
      everyPlanned(
        "the time zone of the settings",
        (plans) =>
          [...schedulesOf(plans), ...environmentSchedulesOf(plans).map(({ facts }) => facts)].map(
            ({ timezone }) => timezone,
          ),
        "Etc/GMT-14",
      ),
      otherJob,
    ),
    state: optional(butNot(oneOf("ENABLED"), "DISABLED"), "the job never starts"),
    "target.arn": required(
      referenceTo("aws_ecs_cluster", "aws_lambda_function"),
      "it would start what nobody planned, with the job's role",
    ),
    "target.dead_letter_config.arn": optional(
      referenceTo("aws_sqs_queue"),
      "calls that failed are kept where nobody looks",
    ),
    "target.input": optional(
      planned("the name of the trigger", (plans) =>
        triggersOf(plans).map(({ name }) => JSON.stringify({ trigger: name })),
      ),
      "what it calls would be told something else",
    ),
    "target.ecs_parameters.launch_type": required(
      butNot(oneOf("FARGATE"), "EC2", "EXTERNAL"),
      "hosts are nobody's here",
      {},
    ),
    "target.ecs_parameters.task_count": required(between(1, 1), "the job would run several times at once", {}),
    "target.ecs_parameters.task_definition_arn": required(
      everyPlanned(
        "the newest revision of the job",
        (plans) =>
          servicesOf(plans).flatMap((each) => (each.schedule === undefined ? [] : each.newestTaskDefinitionArn)),
        "arn:aws:ecs:us-east-1:999999999999:task-definition/stranger",
      ),
      otherJob,
      {},
    ),
    "target.retry_policy.maximum_event_age_in_seconds": optional(
      between(60, 86400),
      "a start that is late comes at another time",
    ),
    "target.retry_policy.maximum_retry_attempts": optional(
      between(0, 185),
      "a start that is refused is tried without an end",
    ),
    "target.role_arn": required(referenceTo("aws_iam_role"), "the rights of others would start it"),
  },
  aws_scheduler_schedule_group: {
    name: required(groupOfPlan, "the role that starts jobs trusts the planned group alone"),
  },
};
