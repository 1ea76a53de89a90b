import { DataAwsRouteTable } from "@cdktf/provider-aws/lib/data-aws-route-table";
import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { NamedSubnet } from "../../model/plan/network-plan";
import type { SubnetTier } from "../../model/subnet-plan";

export interface NetworkLookupProps {
  readonly vpcName: string;
  readonly subnets: readonly NamedSubnet[];
  readonly after: ITerraformDependable;
}

/** Finds the base stack's network by its names. */
export class NetworkLookup extends Construct {
  readonly vpcId: string;
  readonly publicSubnetIdByZone: Readonly<Record<string, string>>;
  readonly privateSubnetIdByZone: Readonly<Record<string, string>>;
  readonly privateRouteTableIdByZone: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: NetworkLookupProps) {
    super(scope, id);
    const dependsOn = [props.after];
    const vpc = new DataAwsVpc(this, "vpc", { tags: { Name: props.vpcName }, dependsOn });
    this.vpcId = vpc.id;
    const byZone = (tier: SubnetTier, find: (planned: NamedSubnet) => string) =>
      Object.fromEntries(
        props.subnets.filter((planned) => planned.tier === tier).map((planned) => [planned.zone, find(planned)]),
      );
    const subnetId = (planned: NamedSubnet) =>
      new DataAwsSubnet(this, `${planned.tier}-${planned.zone}-subnet`, {
        vpcId: vpc.id,
        tags: { Name: planned.name },
        dependsOn,
      }).id;
    const routeTableId = (planned: NamedSubnet) =>
      new DataAwsRouteTable(this, `${planned.tier}-${planned.zone}-routes`, {
        vpcId: vpc.id,
        tags: { Name: planned.name },
        dependsOn,
      }).routeTableId;
    this.publicSubnetIdByZone = byZone("public", subnetId);
    this.privateSubnetIdByZone = byZone("private", subnetId);
    this.privateRouteTableIdByZone = byZone("private", routeTableId);
  }
}
