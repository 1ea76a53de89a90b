import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { NatRoute } from "../../model/nat-plan";

export interface NatGatewaysProps {
  readonly gateways: readonly { readonly zone: string; readonly name: string }[];
  readonly routes: readonly NatRoute[];
  readonly publicSubnetIdByZone: Readonly<Record<string, string>>;
  readonly privateRouteTableIdByZone: Readonly<Record<string, string>>;
}

/** Ways out of the private subnets. Each gateway is about 33 USD a month, plus 0.045 USD a GB. */
export class NatGateways extends Construct {
  /** Who needs the way out starts after it, and ends before it. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const gatewayIdByZone: Record<string, string> = {};
    for (const { zone, name } of props.gateways) {
      const tags = { Name: name };
      const address = new Eip(this, `address-${zone}`, { domain: "vpc", tags });
      const subnetId = idIn(zone, props.publicSubnetIdByZone);
      gatewayIdByZone[zone] = new NatGateway(this, `gateway-${zone}`, { allocationId: address.id, subnetId, tags }).id;
    }
    this.ready = props.routes.map(
      ({ zone, gatewayZone }) =>
        new Route(this, `route-${zone}`, {
          routeTableId: idIn(zone, props.privateRouteTableIdByZone),
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: idIn(gatewayZone, gatewayIdByZone),
        }),
    );
  }
}

function idIn(zone: string, idByZone: Readonly<Record<string, string>>): string {
  const id = idByZone[zone];
  if (id === undefined) throw new RangeError(`the NAT plan names zone ${zone}, where the network has no subnet`);
  return id;
}
