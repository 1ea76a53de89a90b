import { z } from "zod";
import { variableNameProblem, variableShape } from "../../model/environment-variables";
import { fargateCpuUnits, fargateSizeProblem } from "../../model/fargate-size";
import { looksLikeCredential, plainVariableProblem } from "../../model/secret-values";
import { orList } from "../../model/wording";
import { agentToAgentSchema, peersSchema } from "./agent-to-agent";
import { firestoreSchema } from "./firestore";
import { kebabName, listedNumber, logRetentionDays, secretName, text, wholeNumber } from "./primitives";
import { namedEntries, withRule } from "./rules";

const size = withRule(
  z.strictObject({
    cpuUnits: listedNumber.describe(`CPU units of one task, 1024 for a vCPU: ${orList(fargateCpuUnits)}`),
    memoryMiB: listedNumber.describe("Memory of one task in MiB; AWS allows certain pairs with cpuUnits"),
  }),
  z.object({ cpuUnits: z.int(), memoryMiB: z.int() }),
  (pair) => {
    const problem = fargateSizeProblem(pair);
    return problem === undefined ? [] : [{ path: [problem.field], message: problem.message }];
  },
);

const scaling = withRule(
  z.strictObject({
    minimumTasks: wholeNumber(1, 100).describe("Tasks that always run; creation starts with them"),
    maximumTasks: wholeNumber(1, 100).describe("Most tasks that autoscaling starts"),
    cpuPercent: wholeNumber(10, 90).default(60).describe("Average CPU that autoscaling aims at"),
    memoryPercent: wholeNumber(10, 90).default(75).describe("Average memory that autoscaling aims at"),
  }),
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

const secrets = namedEntries(secretName, variableShape, variableNameProblem);

const plainVariables = withRule(
  namedEntries(z.string(), variableShape, variableNameProblem),
  z.record(z.string(), z.unknown()),
  (variables) =>
    Object.entries(variables).flatMap(([name, value]) => {
      // Whoever may not set the variable here may not move it to the secrets either.
      const isRefused = variableNameProblem(name) !== undefined && !looksLikeCredential(String(value));
      const message = typeof value === "string" && !isRefused ? plainVariableProblem(name, value) : undefined;
      return message === undefined ? [] : [{ path: [name], message }];
    }),
);

const serviceFields = withRule(
  z.strictObject({
    port: wholeNumber(1024, 65535, ", as the task does not run as root").describe(
      "Container port behind the load balancer",
    ),
    healthCheckPath: text(/^\/[^\s?#]{0,1023}$/, "a path", "one that starts with / such as /health").describe(
      "Must answer 200",
    ),
    longLived: z
      .boolean()
      .default(false)
      .describe("Streaming answers and WebSockets: long idle timeout, draining and stop timeout, set together"),
    repository: kebabName
      .min(2)
      .max(256)
      .describe(
        "ECR repository, created in the account stack; the image digest is released into the base stack's parameter",
      ),
    size: size.describe("What one task gets"),
    scaling: scaling.describe("How many tasks run"),
    taskRoleName: text(/^[A-Za-z0-9+=,.@_-]{1,64}$/, "the name of a role", "at most 64 letters, digits and +=,.@_-")
      .optional()
      .describe("Name of the task's IAM role; without it, named after the environment and the service"),
    secrets: secrets
      .default({})
      .describe("Environment variable: name of the secret, below the environment's prefix. Values are set out of band"),
    environment: plainVariables.default({}).describe("Plain environment variables; no secrets"),
    firestore: firestoreSchema.optional().describe("Firestore database in Google Cloud"),
    agentToAgent: agentToAgentSchema
      .optional()
      .describe("How agents of other clouds prove themselves on /a2a; without it the paths are refused"),
    peers: peersSchema
      .default({})
      .describe("Agents of other clouds that this one calls, by its own names for them; needs firestore.access"),
    logRetentionDays: logRetentionDays.default(30).describe("Days that CloudWatch keeps the logs"),
  }),
  z.object({ secrets: z.record(z.string(), z.unknown()), environment: z.record(z.string(), z.unknown()) }),
  (variables) =>
    Object.keys(variables.environment)
      .filter((name) => Object.hasOwn(variables.secrets, name))
      .map((name) => ({
        path: ["environment", name],
        message: `${name} is among the secrets too; keep it in one of both`,
        at: "key" as const,
      })),
);

export const serviceSchema = withRule(
  serviceFields,
  z.object({ peers: z.record(z.string(), z.unknown()), firestore: z.unknown().optional() }),
  ({ peers, firestore }) =>
    Object.keys(peers).length > 0 && firestore === undefined
      ? [
          {
            path: ["peers"],
            message: "calls to peers carry tokens from Google; set firestore.access, or remove peers",
            at: "key",
          },
        ]
      : [],
);

export type ServiceSettings = z.output<typeof serviceSchema>;
