import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import type { NamedSubnet, OwnNetworkPlan } from "../../model/plan/network-plan";
import type { SubnetTier } from "../../model/subnet-plan";

export interface VpcNetworkProps {
  readonly names: OwnNetworkPlan["names"];
  readonly region: string;
  readonly cidr: string;
  readonly subnets: readonly NamedSubnet[];
}

/**
 * VPC with an internet gateway, public and private subnets, and a route table for each private subnet, so that the
 * runtime stack can give each its own way out. Costs nothing by itself.
 */
export class VpcNetwork extends Construct {
  readonly vpcId: string;
  /** By their zones. */
  readonly subnetIds: Readonly<Record<SubnetTier, Record<string, string>>> = { public: {}, private: {} };

  constructor(scope: Construct, id: string, props: VpcNetworkProps) {
    super(scope, id);
    const { names } = props;
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: names.vpc },
    });
    this.vpcId = vpc.id;
    // The group that AWS makes by itself lets its members talk to each other; without rules it lets nothing through.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      tags: { Name: names.defaultSecurityGroup },
    });
    const gateway = new InternetGateway(this, "internet-gateway", { vpcId: vpc.id, tags: { Name: names.vpc } });

    const publicTable = new RouteTable(this, "public-routes", {
      vpcId: vpc.id,
      tags: { Name: names.publicRouteTable },
    });
    new Route(this, "public-default-route", {
      routeTableId: publicTable.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    const privateTables = props.subnets.map((planned) => this.addSubnet(props, vpc.id, planned, publicTable));
    new VpcEndpoint(this, "s3-endpoint", {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${props.region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: [publicTable.id, ...privateTables.flatMap((table) => (table === undefined ? [] : [table.id]))],
      tags: { Name: names.s3Endpoint },
    });
  }

  /** @returns the route table of a private subnet; public subnets share one */
  private addSubnet(
    props: VpcNetworkProps,
    vpcId: string,
    planned: NamedSubnet,
    publicTable: RouteTable,
  ): RouteTable | undefined {
    const id = `${planned.tier}-${planned.zone}`;
    const { name } = planned;
    const subnet = new Subnet(this, `${id}-subnet`, {
      vpcId,
      cidrBlock: planned.cidr,
      availabilityZone: `${props.region}${planned.zone}`,
      mapPublicIpOnLaunch: false,
      tags: { Name: name, Tier: planned.tier },
    });
    this.subnetIds[planned.tier][planned.zone] = subnet.id;
    const ownTable =
      planned.tier === "private" ? new RouteTable(this, `${id}-routes`, { vpcId, tags: { Name: name } }) : undefined;
    new RouteTableAssociation(this, `${id}-association`, {
      subnetId: subnet.id,
      routeTableId: (ownTable ?? publicTable).id,
    });
    return ownTable;
  }
}
