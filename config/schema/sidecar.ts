import { z } from "zod";
import { variableShape } from "../../model/environment-variables";
import { kebabCase } from "../../model/name-rules";
import { plainVariableProblem } from "../../model/secret-values";
import { healthCheckSchema } from "./health-check";
import { text, wholeNumber } from "./primitives";
import { namedEntries, withRule } from "./rules";

const words = z.array(z.string().min(1).max(4096)).min(1).max(100).optional();

const plainVariables = withRule(
  namedEntries(z.string(), variableShape, (name) =>
    variableShape.test(name) ? undefined : "this is not a variable's name; use letters, digits and underscores",
  ),
  z.record(z.string(), z.unknown()),
  (variables) =>
    Object.entries(variables).flatMap(([name, value]) => {
      const message = typeof value === "string" ? plainVariableProblem(name, value) : undefined;
      return message === undefined ? [] : [{ path: [name], message }];
    }),
);

const sidecar = z.strictObject({
  image: text(
    /^[a-z0-9][a-z0-9._/:-]*@sha256:[0-9a-f]{64}$/,
    "an image with a digest",
    "its full name and digest, such as public.ecr.aws/nginx/nginx@sha256:..., as a tag may be moved",
  ).describe("Full name and digest of the image"),
  entryPoint: words.describe("What the container starts, if not what its image says"),
  command: words.describe("Arguments of what the container starts, if not those of its image"),
  environment: plainVariables.default({}).describe("Plain environment variables; no secrets"),
  essential: z.boolean().default(true).describe("Whether the task ends with it"),
  memoryMiB: wholeNumber(6, 122_880).optional().describe("Most memory that it may take; without it, all of the task's"),
  port: wholeNumber(1024, 65535, ", as no container runs as root")
    .optional()
    .describe("Port that the other containers reach on localhost"),
  healthCheck: healthCheckSchema
    .optional()
    .describe("Command by which it checks itself; the program starts once it is healthy"),
});

export const sidecarsSchema = namedEntries(sidecar, kebabCase, (name) =>
  kebabCase.test(name)
    ? undefined
    : "a sidecar is named with lower-case letters, digits and single inner hyphens, starting with a letter",
);
