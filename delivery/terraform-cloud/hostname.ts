import { defaultTerraformCloudHost } from "../../model/terraform-cloud";

/** As Terraform decides it: what the account's file names, else what TF_CLOUD_HOSTNAME says, else the usual host. */
export function terraformCloudHost(
  { hostname }: { readonly hostname: string },
  { TF_CLOUD_HOSTNAME: fromEnvironment = "" }: NodeJS.ProcessEnv,
): string {
  return hostname === defaultTerraformCloudHost && fromEnvironment !== "" ? fromEnvironment : hostname;
}
