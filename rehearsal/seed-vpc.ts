import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  type TagSpecification,
} from "@aws-sdk/client-ec2";
import type { emulatorClient } from "./aws-client";
import type { Prerequisite } from "./prerequisites";

type ClientSettings = ReturnType<typeof emulatorClient>;
type Vpc = Extract<Prerequisite, { kind: "vpc" }>;

/** Under the ids that the configuration names, so that the stacks find it as they do in AWS. */
export async function seedVpc(settings: ClientSettings, vpc: Vpc): Promise<void> {
  const client = new EC2Client(settings);
  await client.send(
    new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", TagSpecifications: [chosenId("vpc", vpc.vpcId)] }),
  );
  for (const [tier, ids] of [vpc.publicSubnetIds, vpc.privateSubnetIds].entries()) {
    for (const [index, id] of ids.entries()) {
      await client.send(
        new CreateSubnetCommand({
          VpcId: vpc.vpcId,
          CidrBlock: `10.0.${16 * (4 * tier + index)}.0/20`,
          AvailabilityZone: `${settings.region}${zoneLetters[index]}`,
          TagSpecifications: [chosenId("subnet", id)],
        }),
      );
    }
  }
  await seedWaysOut(client, vpc);
}

/** As somebody's VPC has them: public subnets by an internet gateway, the others by NAT. */
async function seedWaysOut(client: EC2Client, { vpcId: VpcId, publicSubnetIds, privateSubnetIds }: Vpc): Promise<void> {
  const { InternetGateway } = await client.send(new CreateInternetGatewayCommand({}));
  const GatewayId = InternetGateway?.InternetGatewayId;
  await client.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
  await seedRoute(client, { VpcId, subnetIds: publicSubnetIds, target: { GatewayId } });
  const { AllocationId } = await client.send(new AllocateAddressCommand({ Domain: "vpc" }));
  const [SubnetId] = publicSubnetIds;
  const { NatGateway } = await client.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }));
  const target = { NatGatewayId: NatGateway?.NatGatewayId };
  await seedRoute(client, { VpcId, subnetIds: privateSubnetIds, target });
}

interface SeededRoute {
  readonly VpcId: string;
  readonly subnetIds: readonly string[];
  readonly target: { readonly GatewayId?: string | undefined } | { readonly NatGatewayId?: string | undefined };
}

async function seedRoute(client: EC2Client, { VpcId, subnetIds, target }: SeededRoute): Promise<void> {
  const { RouteTable } = await client.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = RouteTable?.RouteTableId;
  await client.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: "0.0.0.0/0", ...target }));
  for (const SubnetId of subnetIds) await client.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
}

function chosenId(ResourceType: "vpc" | "subnet", id: string): TagSpecification {
  return { ResourceType, Tags: [chosenIdTag(id)] };
}

/** The emulator takes the id from this tag. */
export function chosenIdTag(Value: string) {
  return { Key: "_custom_id_", Value };
}

const zoneLetters = ["a", "b", "c"] as const;
