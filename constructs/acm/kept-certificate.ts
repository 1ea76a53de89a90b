import { Construct } from "constructs";
import { plainParameter } from "../ssm/plain-parameter";
import { ValidatedCertificate, type ValidatedCertificateProps } from "./validated-certificate";

export interface KeptCertificateProps extends ValidatedCertificateProps {
  /** Where the runtime stack reads its ARN, which AWS makes up. */
  readonly parameter: string;
}

/** Certificate that outlives its listeners, so that nobody waits for a new one when they come back. Free. */
export class KeptCertificate extends Construct {
  constructor(scope: Construct, id: string, props: KeptCertificateProps) {
    super(scope, id);
    const { arn } = new ValidatedCertificate(this, "certificate", props);
    plainParameter(this, {
      name: props.parameter,
      description: `ARN of the certificate of ${props.domain}`,
      value: arn,
      isWrittenByOthers: false,
      because: "a certificate's ARN is no secret: whoever connects is shown the certificate itself",
    });
  }
}
