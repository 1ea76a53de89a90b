import { z } from "zod";
import { secretNameProblem } from "../../model/secret-values";
import { arnOf, checked, secretName, text } from "./primitives";

const jsonKey = text(/^[A-Za-z0-9_.-]{1,128}$/, "a key", "1 to 128 letters, digits and _.-")
  .optional()
  .describe("Key of the secret's JSON value; without it, the whole value");

const kmsKeyArn = arnOf(
  "kms",
  "key/(UUID|mrk-[0-9a-f]{32})",
  "the ARN of a KMS key",
  "one such as arn:aws:kms:us-east-1:123456789012:key/...",
)
  .optional()
  .describe("Customer-managed key that it is encrypted under; without it, AWS's own");

const fullName = text(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "the name of a secret", "1 to 512 letters, digits and /_+=.@-");

const secretArn = arnOf(
  "secretsmanager",
  "secret:[A-Za-z0-9/_+=.@-]{1,512}-[A-Za-z0-9]{6}",
  "the full ARN of a secret",
  "one with the hyphen and six characters at its end, as AWS shows it",
);

/** The name of a secret that is made here, or where one is, and which part of it. */
export const secretSchema = z.union([
  checked(z.string(), secretNameProblem),
  z.strictObject({ name: secretName.describe("Name of a secret that is made here"), key: jsonKey }),
  z.strictObject({ existing: fullName.describe("Full name of a secret that exists"), key: jsonKey, kmsKeyArn }),
  z.strictObject({ arn: secretArn.describe("ARN of a secret that exists"), key: jsonKey, kmsKeyArn }),
]);
