import { z } from "zod";
import type { Account } from "../../config/schema/account";
import { workspaceName } from "../../model/terraform-cloud";
import { UserError } from "../../running/user-error";
import { nothing, type TerraformCloudClient } from "./client";

/** The workspace that keeps a stack's state, as it is on the server. */
export interface StackWorkspace {
  readonly stack: string;
  readonly id: string;
  readonly name: string;
  readonly organization: string;
}

const workspaceSchema = z.object({ data: z.object({ id: z.string() }) });

/** @throws UserError that says whether the organization or the workspace is missing */
export async function workspaceOfStack(
  client: TerraformCloudClient,
  { organization, workspacePrefix }: Pick<Account["terraformCloud"], "organization" | "workspacePrefix">,
  stack: string,
): Promise<StackWorkspace> {
  const name = workspaceName({ workspacePrefix }, stack);
  const found = await client.find(`/organizations/${organization}/workspaces/${name}`, workspaceSchema);
  if (found !== undefined) return { stack, id: found.data.id, name, organization };
  throw await missingWorkspace(client, organization, name);
}

export async function missingWorkspace(
  client: TerraformCloudClient,
  organization: string,
  name: string,
): Promise<UserError> {
  if ((await client.find(`/organizations/${organization}`, nothing)) === undefined) {
    return organizationProblem(client, organization);
  }
  return new UserError(
    `${organization} has no workspace ${name}, or none that this token's team may see; make it with: npx slipway workspace NAME`,
  );
}

export function organizationProblem({ hostname }: TerraformCloudClient, organization: string): UserError {
  return new UserError(
    `${organization} is not an organization on ${hostname}, or the token is of another one; ` +
      "look at terraformCloud.organization in the account's file, and at the token",
  );
}
