import { z } from "zod";
import { fargateSizeProblem } from "../../model/fargate-size";
import { plainValueProblem, secretNameProblem } from "../../model/secret-values";
import { checked, httpsUrl, kebabName, logRetentionDays } from "./primitives";

const environmentVariable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, "use an upper-case environment variable name such as LOG_LEVEL");

const size = z
  .strictObject({
    cpuUnits: z.int().describe("Fargate CPU units of one task; 1024 are one vCPU"),
    memoryMiB: z.int().describe("Memory of one task in MiB; AWS allows certain pairs with cpuUnits"),
  })
  .superRefine((value, context) => {
    const problem = fargateSizeProblem(value);
    if (problem !== undefined) context.addIssue({ code: "custom", path: [problem.field], message: problem.message });
  });

const scaling = z
  .strictObject({
    minimumTasks: z.int().min(1).max(100).describe("Tasks that always run; creation starts with them"),
    maximumTasks: z.int().min(1).max(100).describe("Most tasks that autoscaling starts"),
    cpuPercent: z.int().min(10).max(90).default(60).describe("Average CPU that autoscaling aims at"),
    memoryPercent: z.int().min(10).max(90).default(75).describe("Average memory that autoscaling aims at"),
  })
  .superRefine((value, context) => {
    if (value.maximumTasks < value.minimumTasks) {
      context.addIssue({
        code: "custom",
        path: ["maximumTasks"],
        message: `${value.maximumTasks} is below minimumTasks (${value.minimumTasks}); use at least ${value.minimumTasks}`,
      });
    }
  });

const jwt = z.strictObject({
  issuer: httpsUrl.describe("Expected iss claim"),
  jwksUrl: httpsUrl.describe("Where the load balancer reads the issuer's public keys (RS256)"),
  audience: z.string().min(1).max(256).describe("Expected aud claim: this service's name for its peers"),
});

const mutualTls = z.strictObject({
  caBundle: z
    .strictObject({
      bucket: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "use an S3 bucket name")
        .describe("Bucket that holds the bundle"),
      key: z.string().min(1).max(1024).describe("Key of the PEM file with the accepted certificate authorities"),
    })
    .describe("Certificate authorities whose clients are let in; kept outside of this environment"),
});

export const serviceSchema = z.strictObject({
  port: z
    .int()
    .min(1024, "use a port from 1024 to 65535: the task does not run as root")
    .max(65535, "use a port from 1024 to 65535")
    .describe("Container port behind the load balancer"),
  healthCheckPath: z
    .string()
    .regex(/^\/[^\s?#]{0,1023}$/, "use a path that starts with / such as /health")
    .describe("Must answer 200"),
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
  size,
  scaling,
  taskRoleName: z
    .string()
    .regex(/^[A-Za-z0-9+=,.@_-]{1,64}$/, "use at most 64 letters, digits and +=,.@_-")
    .optional()
    .describe("Name of the task's IAM role; without it, named after the environment and the service"),
  secrets: z
    .record(environmentVariable, checked(z.string(), secretNameProblem))
    .default({})
    .describe("Environment variable: name of the secret, below the environment's prefix. Values are set out of band"),
  environment: z
    .record(environmentVariable, checked(z.string(), plainValueProblem))
    .default({})
    .describe("Plain environment variables; no secrets"),
  firestore: z
    .strictObject({
      projectId: z
        .string()
        .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "use a Google Cloud project id")
        .describe("Google Cloud project"),
      database: z
        .string()
        .regex(
          /^[a-z][a-z0-9-]{2,61}[a-z0-9]$/,
          "use a dedicated database of 4 to 63 lower-case letters, digits and hyphens; (default) is not allowed",
        )
        .describe("Firestore database of this environment alone"),
    })
    .optional()
    .describe("Firestore database in Google Cloud"),
  agentToAgent: z
    .union([z.strictObject({ jwt }), z.strictObject({ mutualTls })])
    .optional()
    .describe("How agents of other clouds prove themselves on /a2a; without it the paths are refused"),
  logRetentionDays: logRetentionDays.default(30).describe("Days that CloudWatch keeps the logs"),
});

export type ServiceSettings = z.output<typeof serviceSchema>;
