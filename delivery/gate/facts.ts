import type { Environment } from "../../config/schema/environment";
import { stackNames } from "../../model/stack-names";
import { workspaceName } from "../../model/terraform-cloud";
import type { Toolbox } from "../../running/tools/toolbox";
import { UserError } from "../../running/user-error";
import { githubClient } from "../github/client";
import { type TerraformCloudClient, terraformCloudClient } from "../terraform-cloud/client";
import { terraformCloudToken } from "../terraform-cloud/credentials";
import { terraformCloudHost } from "../terraform-cloud/hostname";
import type { TerraformCloudAccess } from "../terraform-cloud/transport";
import { findWorkspace } from "../terraform-cloud/workspace-facts";
import { missingWorkspace } from "../terraform-cloud/workspace-of-stack";
import type { GateFacts, StackWorkspaceFacts } from "./proof";

/** @param fetch a test's own, which trusts its certificate */
export function gateFacts(
  environment: Environment,
  toolbox: Toolbox,
  fetch?: TerraformCloudAccess["fetch"],
): GateFacts {
  const terraformCloud: GateFacts["terraformCloud"] = (place) => {
    const hostname = terraformCloudHost(place, toolbox.environment);
    return terraformCloudClient({ hostname, token: terraformCloudToken(hostname, toolbox.environment), fetch });
  };
  let workspaces: ReturnType<GateFacts["workspaces"]> | undefined;
  return {
    environment,
    toolbox,
    terraformCloud,
    github: () => githubClient(toolbox.environment),
    workspaces: async () => {
      const client = terraformCloud(environment.account.terraformCloud);
      workspaces ??= Promise.all(stackNames(environment).map((stack) => workspaceOf(client, environment, stack)));
      return workspaces;
    },
  };
}

async function workspaceOf(
  client: TerraformCloudClient,
  { account: { terraformCloud } }: Environment,
  stack: string,
): Promise<StackWorkspaceFacts> {
  const { organization } = terraformCloud;
  const name = workspaceName(terraformCloud, stack);
  try {
    const facts = await findWorkspace(client, organization, name);
    if (facts === undefined) throw await missingWorkspace(client, organization, name);
    return { stack, facts };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { stack, problem: error.message };
  }
}

/** The workspaces that could be read, and why the others could not. */
export function readable(workspaces: readonly StackWorkspaceFacts[]) {
  return {
    read: workspaces.flatMap((workspace) => ("facts" in workspace ? [workspace.facts] : [])),
    problems: workspaces.flatMap((workspace) => ("problem" in workspace ? [workspace.problem] : [])),
  };
}
