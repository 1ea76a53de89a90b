import { z } from "zod";
import { blockProblem, cidrProblem } from "../../model/cidr";
import { kebabCase } from "../../model/name-rules";
import { secretNameProblem, shownValue } from "../../model/secret-values";

/** A rule of `model/` as a zod check: the function answers with the whole sentence, or nothing. */
export function checked<Schema extends z.ZodType<string>>(
  schema: Schema,
  problemOf: (value: string) => string | undefined,
) {
  return schema.superRefine((value, context) => {
    const problem = problemOf(value);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  });
}

/** Text of one shape; a fault reads `VALUE is not WHAT; use ALLOWED`. Editors show the remedy from the JSON Schema. */
export function text(shape: RegExp, what: string, allowed: string) {
  return z
    .string()
    .regex(shape, { error: ({ input }) => `${shownValue(input)} is not ${what}; use ${allowed}` })
    .meta({ patternErrorMessage: `use ${allowed}` });
}

/** A whole number; a fault of its type says the range too. */
export function wholeNumber(minimum: number, maximum: number, note = "") {
  const error = ({ input }: { readonly input?: unknown }) =>
    `${shownValue(input)} is not allowed; use a whole number from ${minimum} to ${maximum}${note}`;
  return z.int({ error }).min(minimum, { error }).max(maximum, { error });
}

/** A whole number of a list that a rule knows. */
export const listedNumber = z.int({ error: ({ input }) => `${shownValue(input)} is not a whole number; use one` });

/** Lower-case words joined by single hyphens. */
export const kebabName = text(
  kebabCase,
  "a name",
  "lower-case letters, digits and single inner hyphens, starting with a letter",
);

export const vpcCidr = checked(z.string(), cidrProblem);

/** Any IPv4 block, as a rule of a security group takes it. */
export const cidrBlock = checked(z.string(), blockProblem);

export const domainName = text(
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  "a domain name",
  "a lower-case one such as staging.example.com, without scheme, port or final dot",
);

/** An https address without credentials or fragment; the load balancer allows 256 characters. */
export const httpsUrl = text(
  /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[^\s#]*)?$/,
  "an https address",
  "one such as https://auth.example.com, without credentials or fragment",
).max(256);

/** Name of a secret below the environment's prefix; never its value. */
export const secretName = checked(z.string(), secretNameProblem);

export const emailAddress = z.email({
  error: ({ input }) => `${shownValue(input)} is not an e-mail address; use one such as platform-team@example.com`,
});

export const logRetentionDays = z.literal([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);
