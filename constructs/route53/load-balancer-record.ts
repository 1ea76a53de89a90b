import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Route53Record, type Route53RecordConfig } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface LoadBalancerRecordProps {
  readonly domain: string;
  readonly zoneId: string;
  readonly loadBalancerDnsName: string;
  readonly loadBalancerZoneId: string;
  /** `primary` answers while it is healthy, `secondary` when the primary is not; the other side is set up where it runs. */
  readonly failover: "none" | "primary" | "secondary";
  readonly healthCheckPath: string;
}

/** The name that clients use. A health check for failover is about 0.75 USD a month. */
export class LoadBalancerRecord extends Construct {
  constructor(scope: Construct, id: string, props: LoadBalancerRecordProps) {
    super(scope, id);
    new Route53Record(this, "alias", {
      zoneId: props.zoneId,
      name: props.domain,
      type: "A",
      alias: {
        name: props.loadBalancerDnsName,
        zoneId: props.loadBalancerZoneId,
        evaluateTargetHealth: true,
      },
      ...this.failoverConfig(props),
    });
  }

  private failoverConfig(props: LoadBalancerRecordProps): Partial<Route53RecordConfig> {
    if (props.failover === "none") return {};
    const healthCheck = new Route53HealthCheck(this, "health-check", {
      // The load balancer's own name: the domain may already point to the other side.
      fqdn: props.loadBalancerDnsName,
      type: "HTTPS",
      port: 443,
      // The certificate bears the domain; Route 53 checks the answer, not the certificate.
      enableSni: false,
      resourcePath: props.healthCheckPath,
      requestInterval: 30,
      failureThreshold: 3,
      tags: { Name: props.domain },
    });
    return {
      setIdentifier: props.failover,
      failoverRoutingPolicy: { type: props.failover.toUpperCase() },
      healthCheckId: healthCheck.id,
    };
  }
}
