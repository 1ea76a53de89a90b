import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { unreleasedDigest } from "../../model/image-digest";
import { byDesign } from "../by-design";

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
    const description = `Digest of the image that service ${props.service} runs`;
    const parameter = new SsmParameter(this, "parameter", {
      name: props.name,
      description,
      type: "String",
      insecureValue: unreleasedDigest,
      lifecycle: { ignoreChanges: ["insecure_value"] },
    });
    byDesign(parameter, {
      rules: ["CKV2_AWS_34"],
      because: "the digest of an image is no secret: whoever may see the service sees it",
      compensatedBy: "the rule literal-credential, which looks into every text of the stack",
      seen: [
        {
          name: props.name,
          description,
          type: "String",
          insecure_value: unreleasedDigest,
          lifecycle: { ignore_changes: ["insecure_value"] },
        },
      ],
    });
  }
}
