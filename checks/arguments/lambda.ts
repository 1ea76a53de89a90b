import { functionRuntime } from "../../model/plan/function-archive";
import { between, butNot, everyPlanned, matching, oneOf, referenceTo } from "./allowed";
import { type Arguments, harmless, optional, required } from "./argument";
import { environmentSchedulesOf } from "./plans";

const otherProgram = "another program would run with the rights to stop the services";
const otherServices = "it would start and stop other services, or at other times";

/** One by one: a further one is known to nobody. */
const variables = ["SCHEDULE", "CLUSTER", "SERVICES", "ALARMS", "OVERRIDE_PARAMETER"].map((name) => [
  `environment.variables.${name}`,
  required(
    everyPlanned("what the plan tells the function", (plans) =>
      environmentSchedulesOf(plans).map(({ variables }) => variables[name] ?? ""),
    ),
    otherServices,
  ),
]);

export const lambdaArguments: Readonly<Record<string, Arguments>> = {
  aws_lambda_function: {
    architectures: optional(butNot(oneOf("arm64"), "x86_64"), "the program costs a quarter more"),
    "dead_letter_config.target_arn": required(referenceTo("aws_sqs_queue"), "nobody is told that the function failed"),
    depends_on: harmless("the order in which things are made"),
    description: harmless("what people read"),
    ...Object.fromEntries(variables),
    filename: required(
      matching("the archive beside the stack", /^assets\/[\w-]+\/[0-9a-f]{12}\/schedule\.zip$/, "../stranger.zip"),
      otherProgram,
    ),
    function_name: required(
      everyPlanned("the function of the plan", (plans) =>
        environmentSchedulesOf(plans).map(({ functionName }) => functionName),
      ),
      "its schedules call the planned one",
    ),
    handler: required(oneOf("index.handler"), "it would fail on each call"),
    "logging_config.log_format": harmless("how its lines are written"),
    "logging_config.log_group": required(
      referenceTo("aws_cloudwatch_log_group"),
      "Lambda would make a group of its own, unencrypted and kept for ever",
    ),
    memory_size: required(between(128, 1024), "a call costs more than the work"),
    role: required(referenceTo("aws_iam_role"), "it would act with the rights of others"),
    runtime: required(butNot(oneOf(functionRuntime), "nodejs16.x"), "a runtime of before gets no corrections"),
    source_code_hash: required(
      matching(
        "the archive's SHA-256",
        /^\$\{filebase64sha256\("assets\/[\w-]+\/[0-9a-f]{12}\/schedule\.zip"\)\}$/,
        "stranger",
      ),
      "an apply would not bring a change of the program",
    ),
    timeout: required(between(30, 900), "it ends before all services were asked"),
    "tracing_config.mode": harmless("traces are for finding faults, and its log tells of them"),
  },
};
