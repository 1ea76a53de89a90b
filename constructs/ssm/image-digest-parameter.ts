import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { unreleasedDigest } from "../../model/image-digest";

export interface ImageDigestParameterProps {
  readonly name: string;
  readonly service: string;
}

/**
 * Which image a service runs. Releases write the digest; Terraform makes the parameter and ignores its value from then
 * on. Stateful: without it nobody knows what ran.
 */
export class ImageDigestParameter extends Construct {
  constructor(scope: Construct, id: string, props: ImageDigestParameterProps) {
    super(scope, id);
    new SsmParameter(this, "parameter", {
      name: props.name,
      description: `Digest of the image that service ${props.service} runs`,
      type: "String",
      insecureValue: unreleasedDigest,
      lifecycle: { ignoreChanges: ["insecure_value"] },
    });
  }
}
