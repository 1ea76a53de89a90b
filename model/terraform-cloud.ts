export const defaultTerraformCloudHost = "app.terraform.io";

/** Name of the workspace that keeps a stack's state. */
export function workspaceName(
  { workspacePrefix }: { readonly workspacePrefix?: string | undefined },
  stack: string,
): string {
  return workspacePrefix === undefined ? stack : `${workspacePrefix}-${stack}`;
}

/** Team whose token confirms the scheduled runs of one environment. */
export function scheduledTeam({ scheduled }: { readonly scheduled: string }, environment: string): string {
  return `${scheduled}-${environment}`;
}
