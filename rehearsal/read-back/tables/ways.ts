import type { Account } from "../account";
import type { NatGateway, Subnet, Vpc } from "../readers/network";

export type WayReaders = Pick<Account, "internetGateways" | "natGateways" | "subnets">;

export const everywhere: readonly string[] = ["0.0.0.0/0", "::/0"];

/** Where a subnet's routes lead in the end. */
export interface Way {
  readonly to: "internet" | "nat" | "elsewhere";
  readonly text: string;
}

/** By the subnet's id. */
export type Ways = ReadonlyMap<string, readonly Way[]>;

export async function waysOut(vpc: Vpc, account: WayReaders): Promise<Ways> {
  const subnets = (await account.subnets()).filter(({ vpcId }) => vpcId === vpc.id);
  const gateways = await account.internetGateways();
  const nats = await account.natGateways();
  const isPublic = ({ routes }: Subnet) =>
    routes.some(({ destination, targetId }) => everywhere.includes(destination) && gateways.get(targetId) === vpc.id);
  return new Map(
    subnets.map((subnet) => [
      subnet.id,
      subnet.routes.map(({ destination, targetId }): Way => {
        const nat = nats.find(({ id }) => id === targetId);
        const carrier = subnets.find(({ id }) => id === nat?.subnetId);
        if (everywhere.includes(destination) && gateways.get(targetId) === vpc.id) {
          return { to: "internet", text: "internet, both ways" };
        }
        if (nat !== undefined && carrier !== undefined) return natWay(destination, nat, carrier, isPublic(carrier));
        return { to: "elsewhere", text: `${destination} by ${targetId}` };
      }),
    ]),
  );
}

function natWay(destination: string, { carries }: NatGateway, { zone }: Subnet, isPublic: boolean): Way {
  if (!everywhere.includes(destination)) return { to: "elsewhere", text: `${destination} by a NAT gateway` };
  return carries && isPublic
    ? { to: "nat", text: `internet, out by the NAT gateway in ${zone}` }
    : { to: "elsewhere", text: `internet by a NAT gateway in ${zone} that leads nowhere` };
}

export function subnetRow({ id, cidr, zone, endpoints }: Subnet, ways: Ways): string {
  const out = (ways.get(id) ?? []).map(({ text }) => text);
  const further = endpoints.map((service) => `${service.split(".").at(-1)} by an endpoint`);
  return `subnet ${cidr} in ${zone}: ${[...out, ...further].join("; ") || "no way out"}`;
}
