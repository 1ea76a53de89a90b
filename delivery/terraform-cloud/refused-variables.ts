/**
 * What an environment variable does to a run beside the two roles that it shall have; nothing where it does no harm.
 *
 * Names that Terraform, its AWS provider and HCP Terraform take for themselves are a closed world: one that is neither known to
 * be harmless nor explained here is refused all the same. So are those by which any program on Linux finds its files, its
 * libraries, the names of hosts and the way to them. Every other name is the configuration's own affair: no stack reads one.
 *
 * Sources: Use dynamic credentials with the AWS provider ("Required" and "Optional Environment Variables", "Specifying Multiple
 * Configurations"), Vault-backed and HCP Vault Secrets-backed dynamic credentials, Manually generate workload identity tokens;
 * Terraform CLI, Environment Variables and CLI Configuration File; AWS SDKs and Tools Reference Guide, Environment variables list.
 */
export function refusal(key: string): string | undefined {
  if (harmless.some((names) => names.test(key))) return undefined;
  return refused.find(([names]) => names.test(key))?.[1];
}

const harmless: readonly RegExp[] = [
  // The stacks name their region, and the rest says how AWS's own addresses are chosen and how often they are asked.
  /^AWS_(REGION|DEFAULT_REGION|MAX_ATTEMPTS|RETRY_MODE|STS_REGIONAL_ENDPOINTS|USE_(FIPS|DUALSTACK)_ENDPOINT)$/,
  // For providers that no stack has.
  /^TFC_(DEFAULT_)?(AZURE|GCP|KUBERNETES)_/,
  // What Terraform says of itself, and how long it waits for the registry.
  /^TF_(IN_AUTOMATION|REGISTRY_DISCOVERY_RETRY|REGISTRY_CLIENT_TIMEOUT)$/,
];

const refused: readonly (readonly [RegExp, string])[] = [
  [/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/, "a static key"],
  [/^AWS_(DEFAULT_)?PROFILE$/, "a profile with credentials of its own"],
  [/^AWS_(SHARED_CREDENTIALS_FILE|CONFIG_FILE|SDK_LOAD_CONFIG)$/, "another file of credentials"],
  [/^AWS_(ROLE_ARN|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE)$/, "another role"],
  [/^AWS_(CONTAINER_|EC2_METADATA_)/, "credentials of the machine that the run is on"],
  [/^AWS_(ENDPOINT_URL|IGNORE_CONFIGURED_ENDPOINT|CA_BUNDLE)/, "another place than AWS to send its calls to"],
  [/^TFC_AWS_RUN_ROLE_ARN$/, "one role for plan and apply"],
  [/^TFC_AWS_(RUN|PLAN|APPLY)_ROLE_ARN_/, "a role for a further provider configuration"],
  [/^TFC_DEFAULT_AWS_.*ROLE_ARN$/, "a role wherever none is named"],
  [/^TFC_(DEFAULT_)?(VAULT|HVS|HCP)_/, "a way to credentials that Vault or HCP hands out"],
  [/^TFC_(DEFAULT_)?WORKLOAD_IDENTITY_/, "an identity token of its own"],
  [/^TF_CLI_ARGS/, "arguments of Terraform that are in no commit"],
  [
    /^(TF_CLI_CONFIG_FILE|TERRAFORM_CONFIG)$/,
    "another configuration of Terraform, which says where providers come from",
  ],
  [/^TF_TOKEN_/, "a token by which Terraform is somebody else"],
  [/^TF_VAR_/, "a value that is in no commit"],
  [/^TF_LOG/, "logs of all that is sent and received, for everybody who may read runs"],
  [/^(AWS|TFC?)_/, "a setting that may change who a run is"],
  [/^((HTTPS?|FTP|ALL|NO)_PROXY|HOSTALIASES|LOCALDOMAIN|RES_OPTIONS)$/i, "another way to AWS"],
  [
    /^(SSL_CERT_|SSLKEYLOGFILE$|CURL_CA_BUNDLE$|REQUESTS_CA_BUNDLE$|GODEBUG$)/,
    "other authorities to trust, or keys to read along",
  ],
  [
    /^(HOME|PATH|PWD|TMPDIR|SHELL|IFS|ENV|BASH_ENV|BASH_FUNC_.*|SHELLOPTS|BASHOPTS|LD_.*|XDG_.*|GIT_.*|GCONV_PATH)$/,
    "other files and programs",
  ],
];
