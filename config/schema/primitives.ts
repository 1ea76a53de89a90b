import { z } from "zod";
import { awsRegions, otherPartitions } from "../../model/aws-regions";
import { blockProblem, cidrProblem } from "../../model/cidr";
import { kebabCase } from "../../model/name-rules";
import { secretNameProblem, shownValue } from "../../model/secret-values";
import { likelyChoice } from "../suggestion";

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

/** 1 to 65535 behind a colon, as an address or a host may have it. */
const portShape = "(:([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]))?";
const hostLabels = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*";

/** A host with its port, where it has one. */
export const hostAndPort = text(
  new RegExp(`^(?=.{1,253}(:|$))${hostLabels}${portShape}$`),
  "a host name",
  "a lower-case one such as app.terraform.io, with a port up to 65535 where it has one, and without scheme or path",
);

export const domainName = text(
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  "a domain name",
  "a lower-case one such as staging.example.com, without scheme, port or final dot",
);

/** An https address without credentials or fragment; the load balancer allows 256 characters. */
export const httpsUrl = text(
  new RegExp(`^https://(?=.{1,253}(:|/|$))${hostLabels}${portShape}(/[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?$`),
  "an https address",
  "one such as https://auth.example.com, with a port up to 65535, and without credentials or fragment",
).max(256);

/** Name of a secret below the environment's prefix; never its value. */
export const secretName = checked(z.string(), secretNameProblem);

/** RFC 5321 allows 64 characters before the sign, and 254 in all. */
export const emailAddress = z.email({
  pattern: new RegExp(`^(?=.{1,254}$)(?=[^@]{1,64}@)${z.regexes.email.source.slice(1)}`),
  error: ({ input }) => `${shownValue(input)} is not an e-mail address; use one such as platform-team@example.com`,
});

const uuidShape = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const accountShape = "(?!0{12})\\d{12}";

export const awsAccountId = text(
  new RegExp(`^${accountShape}$`),
  "an AWS account id",
  'its 12 digits in quotes, such as "123456789012"',
);

export const awsRegion = checked(z.string(), regionProblem).meta({ enum: awsRegions });

function regionProblem(region: string): string | undefined {
  if (awsRegions.includes(region)) return undefined;
  if (otherPartitions.test(region)) {
    return `${shownValue(region)} is in another partition of AWS, where ARNs begin otherwise; use a region of the partition aws`;
  }
  const ofZone = region.replace(/[a-z]$/, "");
  if (awsRegions.includes(ofZone)) return `${region} is an availability zone; use its region, ${ofZone}`;
  const likely = likelyChoice(region, awsRegions);
  const guess = likely === undefined ? "use one such as us-east-1" : `did you mean ${likely}?`;
  return `${shownValue(region)} is not an AWS region; ${guess}`;
}

/** ARN in a region of the partition; in the resource's shape, UUID stands for one. */
export function arnOf(service: string, resource: string, what: string, allowed: string) {
  const place = `arn:aws:${service}:(${awsRegions.join("|")}):${accountShape}`;
  return text(new RegExp(`^${place}:${resource.replace("UUID", uuidShape)}$`), what, allowed);
}

export const logRetentionDays = z.literal([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);
