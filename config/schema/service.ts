import { z } from "zod";
import { longestBakeMinutes, usualBakeMinutes } from "../../model/plan/service-deployment";
import { scheduleProblem, timezoneProblem } from "../../model/schedule-rules";
import { agentToAgentSchema } from "./agent-to-agent";
import { healthCheckSchema } from "./health-check";
import { checked, domainName, kebabName, text, wholeNumber } from "./primitives";
import { withRule } from "./rules";
import { commonFields, spotPercent, stopTimeoutSeconds, volumes, withCommonRules } from "./service-common";

const taskCounts = {
  minimumTasks: wholeNumber(1, 100).describe("Tasks that always run; creation starts with them"),
  maximumTasks: wholeNumber(1, 100).describe("Most tasks that autoscaling starts"),
};

function withTaskCounts<Schema extends z.ZodType>(schema: Schema): Schema {
  return withRule(
    schema,
    z.object({ minimumTasks: z.int(), maximumTasks: z.int() }),
    ({ minimumTasks, maximumTasks }) =>
      maximumTasks >= minimumTasks
        ? []
        : [
            {
              path: ["maximumTasks"],
              message: `${maximumTasks} is below minimumTasks (${minimumTasks}); use at least ${minimumTasks}`,
            },
          ],
  );
}

const loadScaling = z.strictObject({
  ...taskCounts,
  cpuPercent: wholeNumber(10, 90).default(60).describe("Average CPU that autoscaling aims at"),
  memoryPercent: wholeNumber(10, 90).default(75).describe("Average memory that autoscaling aims at"),
});

const scaling = withTaskCounts(loadScaling).describe("How many tasks run");

const webScaling = withTaskCounts(
  loadScaling.extend({
    requestsPerTarget: wholeNumber(1, 1_000_000)
      .optional()
      .describe("Requests to each task in a minute that autoscaling aims at; without it, they do not count"),
  }),
).describe("How many tasks run");

const backlogScaling = withTaskCounts(
  z.strictObject({
    ...taskCounts,
    minimumTasks: wholeNumber(0, 100).describe("Tasks that always run; none: the first message starts one"),
    backlogPerTask: wholeNumber(1, 100_000)
      .default(10)
      .describe("Messages waiting for each task that autoscaling aims at"),
  }),
);

const containerHealthCheck = healthCheckSchema
  .optional()
  .describe("Command by which the container checks itself; a task that is unhealthy by it is replaced");

const listeningFields = {
  port: wholeNumber(1024, 65535, ", as the task does not run as root").describe("Port that the program listens on"),
  longLived: z
    .boolean()
    .default(false)
    .describe(
      "Streaming answers and WebSockets: long idle timeout, draining and stop timeout, set together; a release takes more than ten minutes, as tasks that leave keep their connections",
    ),
  containerHealthCheck,
  scaling,
  spotPercent,
  volumes,
};

const route = withRule(
  z.strictObject({
    host: domainName.optional().describe("Name that clients ask for; without it, any"),
    paths: z
      .array(
        text(
          /^\/[A-Za-z0-9_.$/~"'@:+&*?-]{0,127}$/,
          "a path pattern",
          "one that starts with / such as /api/*, of at most 128 characters",
        ),
      )
      .max(4)
      .default([])
      .describe("Path patterns, * for any characters; without them, any path"),
  }),
  z.object({ host: z.unknown().optional(), paths: z.array(z.unknown()).default([]) }),
  ({ host, paths }) =>
    host === undefined && paths.length === 0
      ? [{ path: [], message: "set host, paths or both; a service without routes gets what no other has a route for" }]
      : [],
);

const deployment = withRule(
  z.strictObject({
    strategy: z
      .enum(["rolling", "blue-green"])
      .describe(
        "rolling: new tasks take the place of the old ones bit by bit; blue-green: they stand beside them, requests shift at once, and back where an alarm of the service rings",
      ),
    bakeMinutes: wholeNumber(0, longestBakeMinutes)
      .optional()
      .describe(
        `Minutes that the old tasks stay after the shift, and take over again at once where an alarm rings; without it, ${usualBakeMinutes}; blue-green only`,
      ),
  }),
  z.object({ strategy: z.unknown(), bakeMinutes: z.unknown().optional() }),
  ({ strategy, bakeMinutes }) =>
    strategy === "rolling" && bakeMinutes !== undefined
      ? [
          {
            path: ["bakeMinutes"],
            message: "old tasks of a rolling release do not wait; remove it, or set strategy: blue-green",
            at: "key",
          },
        ]
      : [],
);

const web = z.strictObject({
  kind: z.literal("web").describe("Behind the load balancer"),
  ...listeningFields,
  scaling: webScaling,
  deployment: deployment.default({ strategy: "rolling" }).describe("How a release takes the place of what runs"),
  healthCheckPath: text(/^\/[^\s?#]{0,1023}$/, "a path", "one that starts with / such as /health").describe(
    "Must answer 200",
  ),
  routes: z
    .array(route)
    .max(50)
    .default([])
    .describe("What comes here by host and path; without them, everything that no other service has a route for"),
  agentToAgent: agentToAgentSchema
    .optional()
    .describe("How agents of other clouds prove themselves; without it their paths are refused"),
  ...commonFields,
});

const internal = z.strictObject({
  kind: z.literal("internal").describe("Reached by name by the services that use it, and by nobody else"),
  ...listeningFields,
  ...commonFields,
});

const worker = z.strictObject({
  kind: z.literal("worker").describe("Nobody calls it: it takes its work from a queue or finds it"),
  consumes: kebabName.optional().describe("Queue whose messages it works on, and whose length it scales by"),
  containerHealthCheck,
  scaling: backlogScaling.describe("How many tasks run"),
  spotPercent,
  volumes,
  stopTimeoutSeconds,
  ...commonFields,
});

const job = z.strictObject({
  kind: z.literal("job").describe("Runs to its end, by a schedule or on request"),
  schedule: z
    .strictObject({
      expression: checked(z.string(), scheduleProblem).describe(
        "cron(...) of six fields or rate(...), as EventBridge has it",
      ),
      timezone: checked(z.string(), timezoneProblem)
        .default("UTC")
        .describe("Time zone of cron, such as Europe/Berlin"),
    })
    .optional()
    .describe("When it starts; without it, on request alone"),
  stopTimeoutSeconds,
  ...commonFields,
});

export const serviceSchema = z.discriminatedUnion("kind", [
  withCommonRules(web),
  withCommonRules(internal),
  withWorkerRules(withCommonRules(worker)),
  withCommonRules(job),
]);

function withWorkerRules<Schema extends z.ZodType>(schema: Schema): Schema {
  const facts = z.object({ consumes: z.unknown().optional(), scaling: z.object({ minimumTasks: z.int() }) });
  return withRule(schema, facts, ({ consumes, scaling: { minimumTasks } }) =>
    consumes === undefined && minimumTasks === 0
      ? [
          {
            path: ["scaling", "minimumTasks"],
            message: "a worker that consumes no queue would never start from 0; use at least 1, or set consumes",
          },
        ]
      : [],
  );
}
