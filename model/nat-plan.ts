export type NatChoice = "none" | "single" | "per-zone";

export interface NatRoute {
  /** Zone of the private subnet. */
  readonly zone: string;
  /** Zone whose NAT gateway carries its traffic. */
  readonly gatewayZone: string;
}

/** Which gateway each private subnet uses. With one gateway, the loss of its zone cuts off the other as well. */
export function planNat(choice: NatChoice, zones: readonly string[]): readonly NatRoute[] {
  const [first] = zones;
  if (choice === "none" || first === undefined) return [];
  return zones.map((zone) => ({ zone, gatewayZone: choice === "single" ? first : zone }));
}
