import { z } from "zod";
import { kebabName, text } from "./primitives";
import { tagsSchema } from "./tags";

const terraformCloud = z.strictObject({
  organization: text(
    /^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/,
    "a Terraform Cloud organization",
    "3 to 40 letters, digits, - or _",
  ).describe("Terraform Cloud organization"),
  workspacePrefix: kebabName
    .max(40)
    .optional()
    .describe("Put before each workspace name with a hyphen; without it a workspace is named after its stack"),
});

export const accountSchema = z.strictObject({
  accountId: text(/^\d{12}$/, "an AWS account id", 'its 12 digits in quotes, such as "123456789012"').describe(
    "AWS account id: 12 digits, quoted",
  ),
  region: text(
    /^[a-z]{2}(-[a-z]+)+-\d$/,
    "an AWS region",
    "one such as us-east-1, without an availability zone's letter",
  ).describe("AWS region of all stacks of this account"),
  owner: kebabName.max(64).describe("Role that owns the account; becomes the Owner tag"),
  terraformCloud: terraformCloud.describe("Where the state is kept"),
  tags: tagsSchema,
});

/** One AWS account with what is decided once for it. */
export type Account = Readonly<z.output<typeof accountSchema> & { readonly name: string }>;
