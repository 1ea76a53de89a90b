import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Construct } from "constructs";
import { byDesign } from "../by-design";

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
    const seen = [
      {
        name: props.name,
        load_balancer_type: "application",
        internal: props.scheme === "internal",
        subnets: props.subnetIds,
        security_groups: [props.securityGroupId],
        drop_invalid_header_fields: true,
        desync_mitigation_mode: "defensive",
        idle_timeout: props.idleTimeoutSeconds,
        access_logs: { bucket: props.logsBucket, enabled: true },
      },
    ];
    byDesign(balancer, {
      rules: ["CKV_AWS_150"],
      because: "the runtime is torn down on purpose, and holds no data",
      compensatedBy: "the report of a plan, which names every loss of the entrance",
      seen,
    });
    if (props.scheme === "internet-facing") {
      byDesign(balancer, {
        rules: ["aws-elb-alb-not-public"],
        because: "the load balancer is the public entrance",
        compensatedBy: "the rules load-balancer-open-ports, listener-plain-http and argument-as-meant",
        seen,
      });
      byDesign(balancer, {
        rules: ["CKV2_AWS_28"],
        because: "Slipway makes no web application firewall, about 11 USD a month",
        compensatedBy:
          "the rule agent-to-agent-authenticated, and access logs, which the rule load-balancer-access-logs holds",
        seen,
      });
    }
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
  }
}
