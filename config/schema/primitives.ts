import { z } from "zod";
import { cidrProblem } from "../../model/cidr";

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

/** Lower-case words joined by single hyphens: what every AWS name made from it allows. */
export const kebabName = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "use lower-case letters, digits and single inner hyphens, starting with a letter",
  );

export const vpcCidr = checked(z.string(), cidrProblem);

export const domainName = z
  .string()
  .regex(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "use a lower-case domain name such as staging.example.com, without scheme, port or final dot",
  );

/** An https address without credentials or fragment; ALB allows 256 characters. */
export const httpsUrl = z
  .string()
  .max(256, "use at most 256 characters, the limit of the load balancer")
  .regex(/^https:\/\/[a-z0-9.-]+(:\d+)?(\/[^\s#]*)?$/, "use an https:// address without credentials or fragment");

export const emailAddress = z.email("use one e-mail address such as platform-team@example.com");

export const logRetentionDays = z.union(
  [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653].map(
    (days) => z.literal(days),
  ),
);
