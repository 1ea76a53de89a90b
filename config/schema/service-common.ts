import { z } from "zod";
import { variableNameProblem, variableShape } from "../../model/environment-variables";
import { fargateCpuUnits, fargateSizeProblem } from "../../model/fargate-size";
import { productionLogDays } from "../../model/log-retention";
import { actionProblem, arnProblem } from "../../model/permission-rules";
import { mountPathProblem } from "../../model/plan/volume-rules";
import { looksLikeCredential, plainVariableProblem } from "../../model/secret-values";
import { orList } from "../../model/wording";
import { peersSchema } from "./agent-to-agent";
import { firestoreSchema } from "./firestore";
import { checked, cidrBlock, kebabName, listedNumber, logRetentionDays, text, wholeNumber } from "./primitives";
import { namedEntries, type RuleFault, withRule } from "./rules";
import { secretSchema } from "./secret";
import { sidecarsSchema } from "./sidecar";

const sizeFields = z.strictObject({
  cpuUnits: listedNumber.describe(`CPU units of one task, 1024 for a vCPU: ${orList(fargateCpuUnits)}`),
  memoryMiB: listedNumber.describe("Memory of one task in MiB; AWS allows certain pairs with cpuUnits"),
});

const size = withRule(sizeFields, sizeFields, (pair) => {
  const problem = fargateSizeProblem(pair);
  return problem === undefined ? [] : [{ path: [problem.field], message: problem.message }];
});

export const roleName = text(
  /^[A-Za-z0-9+=,.@_-]{1,64}$/,
  "the name of a role",
  "at most 64 letters, digits and +=,.@_-",
);

export const logGroupName = text(
  /^(?!aws\/)[A-Za-z0-9_./#-]{1,512}$/,
  "the name of a log group",
  "1 to 512 letters, digits and _./#-, and not aws/ at the beginning",
);

const secrets = namedEntries(secretSchema, variableShape, variableNameProblem);

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

const permission = z.strictObject({
  actions: z
    .array(checked(z.string(), actionProblem))
    .min(1)
    .max(50)
    .describe("Exact actions, such as bedrock:InvokeModel"),
  resources: z.array(checked(z.string(), arnProblem)).min(1).max(50).describe("ARNs that they are allowed on"),
});

const egress = z.strictObject({
  port: wholeNumber(1, 65535).describe("Port that the tasks may connect to"),
  to: cidrBlock.describe("Address block that it is in"),
});

const words = z.array(z.string().min(1).max(4096)).min(1).max(100);

/** What a service of every kind has. */
export const commonFields = {
  repository: kebabName
    .min(2)
    .max(256)
    .describe("Image repository, by its name in the account's file; releases decide which of its images runs"),
  size: size.describe("What one task gets"),
  architecture: z
    .enum(["x86_64", "arm64"])
    .default("x86_64")
    .describe("Processors that the images are built for; arm64 costs a fifth less"),
  entryPoint: words.optional().describe("What the container starts, if not what its image says"),
  command: words.optional().describe("Arguments of what the container starts, if not those of its image"),
  sidecars: sidecarsSchema.default({}).describe("Further containers in each task, started before the program"),
  taskRoleName: roleName
    .optional()
    .describe("Name of the task's IAM role; without it, named after the environment and the service"),
  secrets: secrets
    .default({})
    .describe(
      "Environment variable: name of the secret, below the environment's prefix, or where it is. Values are set out of band",
    ),
  environment: plainVariables.default({}).describe("Plain environment variables; no secrets"),
  uses: z
    .array(kebabName)
    .max(20)
    .default([])
    .describe("Queues, buckets and internal services that the program uses: it gets their variables and rights"),
  permissions: z.array(permission).max(20).default([]).describe("Further rights of the program in AWS"),
  egress: z.array(egress).max(20).default([]).describe("Further ways out of the tasks; HTTPS is always open"),
  firestore: firestoreSchema.optional().describe("Firestore database in Google Cloud"),
  peers: peersSchema
    .default({})
    .describe("Agents of other clouds that this one calls, by its own names for them; needs firestore.access"),
  logGroup: logGroupName
    .optional()
    .describe("Name of the log group; without it, named after the environment and the service"),
  logStreamPrefix: text(/^[A-Za-z0-9_.-]{1,100}$/, "the beginning of a log stream", "1 to 100 letters, digits and _.-")
    .optional()
    .describe("First part of the log streams' names; without it, the service's name"),
  logRetentionDays: logRetentionDays
    .optional()
    .describe(`Days that CloudWatch keeps the logs; without it, 30, or ${productionLogDays} in production`),
} as const;

/** Fields of services that always run. */
export const volumes = z
  .record(kebabName, checked(z.string(), mountPathProblem))
  .default({})
  .describe(
    "Volume of the environment: absolute path where the program finds it. Whoever has one runs as one task, which is stopped before the next starts",
  );

export const spotPercent = wholeNumber(0, 100)
  .default(0)
  .describe("Share of the tasks on Fargate Spot: up to 70 percent cheaper, and stopped with two minutes' notice");

export const stopTimeoutSeconds = wholeNumber(2, 120)
  .default(30)
  .describe("Seconds between SIGTERM and SIGKILL; Fargate allows 120");

/** Whatever the values are: the names count here. */
const named = z.record(z.string(), z.unknown()).default({});
const readSecret = z.object({ existing: z.string(), arn: z.string(), kmsKeyArn: z.string() }).partial().catch({});
const readSidecar = z
  .object({ memoryMiB: z.int().optional().catch(undefined), port: z.int().optional().catch(undefined) })
  .catch({});
const commonFacts = z.object({
  port: z.int().optional().catch(undefined),
  secrets: z.record(z.string(), readSecret).default({}),
  environment: named,
  peers: named,
  firestore: z.unknown().optional(),
  sidecars: z.record(z.string(), readSidecar).catch({}),
  size: sizeFields.optional().catch(undefined),
});

/** Adds the rules over the fields that every kind has. */
export function withCommonRules<Schema extends z.ZodType>(schema: Schema): Schema {
  return withRule(schema, commonFacts, (facts) => [
    ...Object.keys(facts.environment)
      .filter((name) => Object.hasOwn(facts.secrets, name))
      .map((name) => keyFault(["environment", name], `${name} is among the secrets too; keep it in one of both`)),
    ...(Object.keys(facts.peers).length > 0 && facts.firestore === undefined
      ? [keyFault(["peers"], "calls to peers carry tokens from Google; set firestore.access, or remove peers")]
      : []),
    ...containerFaults(facts),
    ...memoryFaults(facts),
    ...portFaults(facts),
    ...keyFaults(facts),
  ]);
}

function keyFault(path: readonly string[], message: string): RuleFault {
  return { path, message, at: "key" };
}

/** Amazon ECS Developer Guide, "Amazon ECS service quotas": containers in a task definition. */
const mostContainers = 10;

function containerFaults({ sidecars }: z.output<typeof commonFacts>): readonly RuleFault[] {
  const count = Object.keys(sidecars).length + 1;
  if (count <= mostContainers) return [];
  return [keyFault(["sidecars"], `the program and these are ${count} containers, where ECS allows ${mostContainers}`)];
}

function memoryFaults({ sidecars, size: task }: z.output<typeof commonFacts>): readonly RuleFault[] {
  const taken = Object.values(sidecars).reduce((sum, { memoryMiB = 0 }) => sum + memoryMiB, 0);
  if (task === undefined || taken < task.memoryMiB) return [];
  const message = `the sidecars may take ${taken} MiB of the task's ${task.memoryMiB}, which leaves the program nothing; make size.memoryMiB larger`;
  return [keyFault(["sidecars"], message)];
}

/** The containers of a task have one address. */
function portFaults({ port, sidecars }: z.output<typeof commonFacts>): readonly RuleFault[] {
  const entries = Object.entries(sidecars);
  return entries.flatMap(([name, sidecar], index) => {
    const earlier = entries.slice(0, index).find(([, other]) => other.port === sidecar.port)?.[0];
    const holder = sidecar.port === port ? "the program" : earlier;
    if (sidecar.port === undefined || holder === undefined) return [];
    return [
      {
        path: ["sidecars", name, "port"],
        message: `${holder} listens on ${sidecar.port} already; choose another port`,
      },
    ];
  });
}

/** The right to use the key is given once for a secret, however many variables show it. */
function keyFaults({ secrets }: z.output<typeof commonFacts>): readonly RuleFault[] {
  const entries = Object.entries(secrets);
  return entries.flatMap(([variable, { existing, arn, kmsKeyArn }], index) => {
    if (existing === undefined && arn === undefined) return [];
    const other = entries
      .slice(0, index)
      .find(([, earlier]) => earlier.existing === existing && earlier.arn === arn && earlier.kmsKeyArn !== kmsKeyArn);
    if (other === undefined) return [];
    const message = `${other[0]} shows the same secret with another kmsKeyArn; write the same in both`;
    return [keyFault(["secrets", variable], message)];
  });
}
