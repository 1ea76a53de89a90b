import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import { httpPort } from "../../model/ingress-plan";

export interface HttpListenerProps {
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string;
}

/** Plain HTTP for a first try without a domain. Everything on the way can be read and changed by others. */
export class HttpListener extends Construct {
  readonly listener: LbListener;

  constructor(scope: Construct, id: string, props: HttpListenerProps) {
    super(scope, id);
    this.listener = new LbListener(this, "http", {
      loadBalancerArn: props.loadBalancerArn,
      port: httpPort,
      protocol: "HTTP",
      defaultAction: [{ type: "forward", targetGroupArn: props.targetGroupArn }],
    });
  }
}
