import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import { httpPort, httpsPort } from "../../model/ingress-plan";
import { tlsPolicy } from "../../model/tls-policy";

export interface HttpsListenersProps {
  readonly loadBalancerArn: string;
  readonly certificateArn: string;
  readonly targetGroupArn: string;
}

/** 443 forwards, 80 only sends clients there. */
export class HttpsListeners extends Construct {
  readonly listener: LbListener;

  constructor(scope: Construct, id: string, props: HttpsListenersProps) {
    super(scope, id);
    new LbListener(this, "redirect", {
      loadBalancerArn: props.loadBalancerArn,
      port: httpPort,
      protocol: "HTTP",
      defaultAction: [
        { type: "redirect", redirect: { port: String(httpsPort), protocol: "HTTPS", statusCode: "HTTP_301" } },
      ],
    });
    this.listener = new LbListener(this, "https", {
      loadBalancerArn: props.loadBalancerArn,
      port: httpsPort,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn: props.certificateArn,
      defaultAction: [{ type: "forward", targetGroupArn: props.targetGroupArn }],
    });
  }
}
