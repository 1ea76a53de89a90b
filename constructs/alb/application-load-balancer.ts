import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Construct } from "constructs";

export interface ApplicationLoadBalancerProps {
  /** AWS allows 32 characters. */
  readonly name: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly logsBucket: string;
  readonly idleTimeoutSeconds: number;
  readonly scheme: "internet-facing" | "internal";
}

/** Load balancer, about 16 USD a month plus traffic. Stateless: safe to replace, but its name changes. */
export class ApplicationLoadBalancer extends Construct {
  readonly arn: string;
  readonly arnSuffix: string;
  readonly dnsName: string;
  readonly zoneId: string;

  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    const balancer = new Lb(this, "load-balancer", {
      name: props.name,
      loadBalancerType: "application",
      internal: props.scheme === "internal",
      subnets: [...props.subnetIds],
      securityGroups: [props.securityGroupId],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      idleTimeout: props.idleTimeoutSeconds,
      accessLogs: { bucket: props.logsBucket, enabled: true },
    });
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
  }
}
