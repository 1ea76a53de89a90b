import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";

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
    new SecretsmanagerSecret(this, "secret", {
      name: props.name,
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: recoveryWindowDays,
    });
  }
}
