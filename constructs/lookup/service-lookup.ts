import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { digestPattern } from "../../model/image-digest";

export interface ServiceLookupProps {
  readonly environment: string;
  readonly service: string;
  readonly imageDigestParameter: string;
  /** Secrets that are found by their names. */
  readonly secrets: readonly { readonly id: string; readonly name: string }[];
  readonly after: ITerraformDependable;
}

/** Finds what the base stack holds for one service: its secrets, and the image that was released. */
export class ServiceLookup extends Construct {
  readonly imageDigest: string;
  /** Full name of the secret: its ARN. */
  readonly secretArns: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: ServiceLookupProps) {
    super(scope, id);
    const dependsOn = [props.after];
    this.imageDigest = new DataAwsSsmParameter(this, "image-digest", {
      name: props.imageDigestParameter,
      withDecryption: false,
      dependsOn,
      lifecycle: {
        postcondition: [
          {
            condition: `\${can(regex("${digestPattern}", self.insecure_value))}`,
            errorMessage: `service ${props.service} of ${props.environment} has no image yet; push one and write its digest (sha256:...) to the parameter ${props.imageDigestParameter}`,
          },
        ],
      },
    }).insecureValue;
    this.secretArns = new Map(
      props.secrets.map(({ id: secretId, name }) => [
        name,
        new DataAwsSecretsmanagerSecret(this, `secret-${secretId}`, { name, dependsOn }).arn,
      ]),
    );
  }
}
