import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTrustStore } from "@cdktf/provider-aws/lib/lb-trust-store";
import { Construct } from "constructs";
import { mutualTlsPort } from "../../model/ingress-plan";
import { tlsPolicy } from "../../model/tls-policy";

export interface MutualTlsListenerProps {
  readonly loadBalancerArn: string;
  readonly certificateArn: string;
  readonly targetGroupArn: string;
  /** AWS allows 32 characters. */
  readonly trustStoreName: string;
  readonly paths: readonly string[];
  /** PEM file with the certificate authorities whose clients are let in. */
  readonly caBundle: { readonly bucket: string; readonly key: string };
}

/** A listener that asks every client for a certificate, forwards the agent-to-agent paths and refuses the rest. */
export class MutualTlsListener extends Construct {
  constructor(scope: Construct, id: string, props: MutualTlsListenerProps) {
    super(scope, id);
    const trustStore = new LbTrustStore(this, "trust-store", {
      name: props.trustStoreName,
      caCertificatesBundleS3Bucket: props.caBundle.bucket,
      caCertificatesBundleS3Key: props.caBundle.key,
    });
    const listener = new LbListener(this, "listener", {
      loadBalancerArn: props.loadBalancerArn,
      port: mutualTlsPort,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn: props.certificateArn,
      mutualAuthentication: { mode: "verify", trustStoreArn: trustStore.arn },
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: { statusCode: "403", contentType: "text/plain", messageBody: "only agent-to-agent calls" },
        },
      ],
    });
    new LbListenerRule(this, "rule", {
      listenerArn: listener.arn,
      priority: 10,
      condition: [{ pathPattern: { values: [...props.paths] } }],
      action: [{ type: "forward", targetGroupArn: props.targetGroupArn }],
    });
  }
}
