import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import { byDesign } from "../by-design";

export interface ServiceSecretProps {
  readonly name: string;
  readonly kmsKeyArn: string;
}

/** A deleted secret can be brought back for this long, and its name stays taken. */
const recoveryWindowDays = 7;

/** A secret without a value: values are set out of band and are never in the state. 0.40 USD a month. Stateful. */
export class ServiceSecret extends Construct {
  constructor(scope: Construct, id: string, props: ServiceSecretProps) {
    super(scope, id);
    const secret = new SecretsmanagerSecret(this, "secret", {
      name: props.name,
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: recoveryWindowDays,
    });
    byDesign(secret, {
      rules: ["CKV2_AWS_57"],
      because: "others issue the values, such as keys of their APIs, and no rotation of AWS can",
      compensatedBy: "a value that is no part of the state and is replaced by hand, under the environment's own key",
      seen: [{ name: props.name, kms_key_id: props.kmsKeyArn, recovery_window_in_days: recoveryWindowDays }],
    });
  }
}
