/** What the person has set for Terraform or AWS must not reach a rehearsal; certificates and proxies may. */
const ownSettings = /^(AWS_|TF_|TFE_|CLOUDSDK_)/;
const keptSettings = new Set(["AWS_CA_BUNDLE"]);

/** @param cliConfigFile Terraform's command-line configuration: the rehearsal's own, not the person's */
export function terraformEnvironment(environment: NodeJS.ProcessEnv, cliConfigFile: string): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !ownSettings.test(name) || keptSettings.has(name));
  return {
    ...Object.fromEntries(kept),
    AWS_EC2_METADATA_DISABLED: "true",
    CHECKPOINT_DISABLE: "1",
    // Reading the provider's schemas fills the heap once: collected less often, that takes a seventh less of the processors.
    GOGC: "400",
    TF_CLI_CONFIG_FILE: cliConfigFile,
    TF_IN_AUTOMATION: "1",
    // Without a log file of its own Terraform would mix a crash log with its messages.
    TF_LOG: "off",
  };
}
