import { z } from "zod";

const scheduleSchema = z.object({
  name: z.string(),
  schedule_expression: z.string(),
  schedule_expression_timezone: z.string(),
  target: z.object({
    arn: z.string(),
    input: z.string(),
    retry_policy: z.object({ maximum_retry_attempts: z.number() }),
    dead_letter_config: z.object({ arn: z.string() }),
  }),
});
const functionSchema = z.object({
  function_name: z.string(),
  filename: z.string(),
  handler: z.string(),
  role: z.string(),
  environment: z.object({ variables: z.record(z.string(), z.string()) }),
  dead_letter_config: z.object({ target_arn: z.string() }),
});
const alarmSchema = z.looseObject({
  metric_name: z.string().optional(),
  namespace: z.string().optional(),
  dimensions: z.record(z.string(), z.string()).optional(),
});
const stackSchema = z.object({
  resource: z.object({
    aws_scheduler_schedule: z.record(z.string(), scheduleSchema),
    aws_lambda_function: z.record(z.string(), functionSchema),
    aws_sqs_queue: z.record(z.string(), z.object({ name: z.string() })),
    aws_iam_role: z.record(z.string(), z.object({ name: z.string() })),
    aws_cloudwatch_metric_alarm: z.record(z.string(), alarmSchema),
  }),
});

/** A schedule of a synthesized base stack, with all that its references lead to. */
export interface SynthesizedSchedule {
  readonly name: string;
  readonly expression: string;
  readonly timezone: string;
  readonly input: string;
  readonly deliveryRetries: number;
  readonly deliveryQueue: string;
  readonly functionQueue: string;
  readonly function: {
    readonly name: string;
    /** Path of the .zip, in the stack's folder. */
    readonly archive: string;
    /** Module and export, as Lambda names them. */
    readonly handler: string;
    readonly role: string;
    readonly variables: Readonly<Record<string, string>>;
  };
}

/** @param json of the base stack */
export function synthesizedSchedules(json: string): readonly SynthesizedSchedule[] {
  const { resource } = stackSchema.parse(JSON.parse(json));
  const queueAt = (arn: string) => referred(resource.aws_sqs_queue, "aws_sqs_queue", arn).name;
  return Object.values(resource.aws_scheduler_schedule).map((schedule) => {
    const { target } = schedule;
    const called = referred(resource.aws_lambda_function, "aws_lambda_function", target.arn);
    return {
      name: schedule.name,
      expression: schedule.schedule_expression,
      timezone: schedule.schedule_expression_timezone,
      input: target.input,
      deliveryRetries: target.retry_policy.maximum_retry_attempts,
      deliveryQueue: queueAt(target.dead_letter_config.arn),
      functionQueue: queueAt(called.dead_letter_config.target_arn),
      function: {
        name: called.function_name,
        archive: called.filename,
        handler: called.handler,
        role: referred(resource.aws_iam_role, "aws_iam_role", called.role).name,
        variables: called.environment.variables,
      },
    };
  });
}

/** Alarms of a synthesized stack on metrics of a queue. */
export function synthesizedAlarms(json: string, queue: string) {
  const { resource } = stackSchema.parse(JSON.parse(json));
  return Object.values(resource.aws_cloudwatch_metric_alarm).filter(
    ({ dimensions }) => dimensions?.QueueName === queue,
  );
}

function referred<Block>(blocks: Readonly<Record<string, Block>>, type: string, expression: string): Block {
  const [, found, id = ""] = /^\$\{(\w+)\.([\w-]+)\.arn\}$/.exec(expression) ?? [];
  const block = found === type ? blocks[id] : undefined;
  if (block === undefined) throw new RangeError(`${expression} names no ${type} of the stack`);
  return block;
}
