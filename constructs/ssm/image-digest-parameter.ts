import { Construct } from "constructs";
import { unreleasedDigest } from "../../model/image-digest";
import { plainParameter } from "./plain-parameter";

export interface ImageDigestParameterProps {
  readonly name: string;
  readonly service: string;
}

/**
 * Which image a service runs. Releases write the digest; Terraform makes the parameter and ignores its value from then
 * on. Stateful: without it nobody knows what ran.
 */
export class ImageDigestParameter extends Construct {
  constructor(scope: Construct, id: string, { name, service }: ImageDigestParameterProps) {
    super(scope, id);
    plainParameter(this, {
      name,
      description: `Digest of the image that service ${service} runs`,
      value: unreleasedDigest,
      isWrittenByOthers: true,
      because: "the digest of an image is no secret: whoever may see the service sees it",
    });
  }
}
