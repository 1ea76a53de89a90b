import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";

export interface DomainZoneProps {
  readonly name: string;
  /** Create the zone (about 0.50 USD a month) instead of looking it up. Stateful: its name servers are delegated to. */
  readonly create: boolean;
}

/** The hosted zone of the environment's domain. */
export class DomainZone extends Construct {
  readonly zoneId: string;
  /** To be named by the parent zone, where the zone was created here. */
  readonly nameServers: readonly string[];

  constructor(scope: Construct, id: string, props: DomainZoneProps) {
    super(scope, id);
    const zone = props.create
      ? new Route53Zone(this, "zone", { name: props.name })
      : new DataAwsRoute53Zone(this, "zone", { name: props.name });
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
  }
}
