import { z } from "zod";
import { kebabName } from "./primitives";

export const accountSchema = z.strictObject({
  accountId: z
    .string()
    .regex(/^\d{12}$/, 'use the 12 digits in quotes, such as "123456789012"')
    .describe("AWS account id: 12 digits, quoted"),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "use a region such as us-east-1, not an availability zone")
    .describe("AWS region of all stacks of this account"),
  owner: kebabName.describe("Role that owns the account; becomes the Owner tag"),
  terraformCloud: z
    .strictObject({
      organization: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/, "use 3 to 40 letters, digits, - or _")
        .describe("Terraform Cloud organization"),
      workspacePrefix: kebabName
        .optional()
        .describe("Put before each workspace name with a hyphen; without it a workspace is named after its stack"),
    })
    .describe("Where the state is kept"),
  tags: z
    .record(z.string().min(1).max(128), z.string().max(256))
    .default({})
    .describe("Further tags on every resource"),
});

export type AccountFile = z.output<typeof accountSchema>;
/** One AWS account with what is decided once for it. */
export type Account = Readonly<AccountFile & { readonly name: string }>;
