import type { Environment } from "../../config/schema/environment";
import { terraformCloudClient } from "../terraform-cloud/client";
import { terraformCloudToken } from "../terraform-cloud/credentials";
import { terraformCloudHost } from "../terraform-cloud/hostname";
import type { TerraformCloudAccess } from "../terraform-cloud/transport";
import { workspaceOfStack } from "../terraform-cloud/workspace-of-stack";
import { readRuns } from "./workspace-standing";

/**
 * Whether its schedule has taken the runtime away: then nothing of it differs. What a person has destroyed does, and so does what
 * an apply that failed has left.
 *
 * @param fetch a test's own, which trusts its certificate
 */
export async function isTornDownBySchedule(
  { name, account, schedule }: Environment,
  variables: NodeJS.ProcessEnv,
  fetch?: TerraformCloudAccess["fetch"],
): Promise<boolean> {
  if (schedule?.weekend !== "teardown") return false;
  const hostname = terraformCloudHost(account.terraformCloud, variables);
  const client = terraformCloudClient({ hostname, token: terraformCloudToken(hostname, variables), fetch });
  const workspace = await workspaceOfStack(client, account.terraformCloud, name);
  const { standing } = await readRuns(client, workspace, name);
  return standing.kind === "torn down" && standing.isOfSchedule;
}
