import { expect, test } from "vitest";
import { refusal } from "./refused-variables";

test.each([
  ["AWS_ACCESS_KEY_ID", "a static key"],
  ["AWS_PROFILE", "a profile with credentials of its own"],
  ["AWS_SHARED_CREDENTIALS_FILE", "another file of credentials"],
  ["AWS_CONFIG_FILE", "another file of credentials"],
  ["AWS_ROLE_ARN", "another role"],
  ["AWS_WEB_IDENTITY_TOKEN_FILE", "another role"],
  ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "credentials of the machine that the run is on"],
  ["AWS_EC2_METADATA_SERVICE_ENDPOINT", "credentials of the machine that the run is on"],
  ["AWS_ENDPOINT_URL_STS", "another place than AWS to send its calls to"],
  ["AWS_SOMETHING_NEW", "a setting that may change who a run is"],
  ["TFC_AWS_RUN_ROLE_ARN", "one role for plan and apply"],
  ["TFC_AWS_PLAN_ROLE_ARN_AUDIT", "a role for a further provider configuration"],
  ["TFC_DEFAULT_AWS_RUN_ROLE_ARN", "a role wherever none is named"],
  ["TFC_DEFAULT_AWS_APPLY_ROLE_ARN", "a role wherever none is named"],
  ["TFC_AWS_PROVIDER_AUTH_AUDIT", "a setting that may change who a run is"],
  ["TFC_VAULT_BACKED_AWS_AUTH", "a way to credentials that Vault or HCP hands out"],
  ["TFC_HVS_BACKED_AWS_AUTH", "a way to credentials that Vault or HCP hands out"],
  ["TFC_WORKLOAD_IDENTITY_AUDIENCE_AWS", "an identity token of its own"],
  ["TF_CLI_ARGS_plan", "arguments of Terraform that are in no commit"],
  ["TF_CLI_CONFIG_FILE", "another configuration of Terraform, which says where providers come from"],
  ["TERRAFORM_CONFIG", "another configuration of Terraform, which says where providers come from"],
  ["TF_TOKEN_app_terraform_io", "a token by which Terraform is somebody else"],
  ["TF_VAR_region", "a value that is in no commit"],
  ["TF_LOG_PROVIDER", "logs of all that is sent and received, for everybody who may read runs"],
  ["TF_PLUGIN_CACHE_DIR", "a setting that may change who a run is"],
  ["HTTPS_PROXY", "another way to AWS"],
  ["https_proxy", "another way to AWS"],
  ["HOSTALIASES", "another way to AWS"],
  ["SSL_CERT_FILE", "other authorities to trust, or keys to read along"],
  ["HOME", "other files and programs"],
  ["LD_PRELOAD", "other files and programs"],
  ["XDG_DATA_HOME", "other files and programs"],
])("%s is %s", (key, reason) => {
  expect(refusal(key)).toBe(reason);
});

test.each([
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_MAX_ATTEMPTS",
  "AWS_USE_FIPS_ENDPOINT",
  "TFC_GCP_PROVIDER_AUTH",
  "TFC_DEFAULT_AZURE_RUN_CLIENT_ID",
  "TF_IN_AUTOMATION",
  "TFE_PARALLELISM",
  "DATADOG_API_KEY",
  "MY_HOME",
  "PATHS",
])("%s changes nothing", (key) => {
  expect(refusal(key)).toBeUndefined();
});
