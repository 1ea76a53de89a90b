/** What AWS bills by, and what one of it costs on demand in us-east-1, in USD. */
export interface Price {
  readonly usd: number;
  /** What is counted; of what ends in `-hour`, a quantity is what runs at the same time. */
  readonly unit: string;
  readonly source: string;
  /** Whether AWS, or more than one publication, says so. */
  readonly isConfirmed: boolean;
  /** Where the same figure was seen; everywhere else us-east-1's stands in for it. */
  readonly regions: readonly string[];
}

/** Whose prices these are. */
export const pricesRegion = "us-east-1";

function confirmed(usd: number, unit: string, source: string, regions: readonly string[] = [pricesRegion]): Price {
  return { usd, unit, source, isConfirmed: true, regions };
}

function unconfirmed(usd: number, unit: string, source: string): Price {
  return { usd, unit, source, isConfirmed: false, regions: [pricesRegion] };
}

const priceBook = "one public price book (2026-09-29)";
const fixture = "one cost fixture (2026)";
const noSource = "remembered, without a source";
/** AWS sells Spot at what it pleases that day. */
const floating = "floating; one post (2026)";
const floatingAlike = "floating; reckoned as far below on demand as x86 vCPU";
const calculator = "posts that copy AWS's page (factualminds, June 2026)";

export const prices = {
  fargateVcpu: confirmed(0.04048, "vCPU-hour", "vantage.sh, cloudburn (April 2026)", [pricesRegion, "us-west-2"]),
  fargateMemory: confirmed(0.004445, "GB-hour", "vantage.sh, cloudburn (April 2026)"),
  fargateArmVcpu: confirmed(0.03238, "vCPU-hour", calculator),
  fargateArmMemory: confirmed(0.00356, "GB-hour", calculator),
  fargateSpotVcpu: unconfirmed(0.0129, "vCPU-hour", floating),
  fargateSpotMemory: unconfirmed(0.001417, "GB-hour", floatingAlike),
  fargateArmSpotVcpu: unconfirmed(0.010319, "vCPU-hour", floatingAlike),
  fargateArmSpotMemory: unconfirmed(0.001134, "GB-hour", floatingAlike),
  "instance t3.small": unconfirmed(0.0208, "instance-hour", noSource),
  "instance t3.medium": unconfirmed(0.0416, "instance-hour", fixture),
  "instance t3.large": unconfirmed(0.0832, "instance-hour", fixture),
  "instance t3.xlarge": unconfirmed(0.1664, "instance-hour", noSource),
  "instance t4g.small": unconfirmed(0.0168, "instance-hour", noSource),
  "instance t4g.medium": unconfirmed(0.0336, "instance-hour", noSource),
  "instance t4g.large": unconfirmed(0.0672, "instance-hour", noSource),
  "instance t4g.xlarge": unconfirmed(0.1344, "instance-hour", noSource),
  "instance m7i.large": unconfirmed(0.1008, "instance-hour", noSource),
  "instance m7i.xlarge": unconfirmed(0.2016, "instance-hour", noSource),
  "instance m7g.large": unconfirmed(0.0816, "instance-hour", noSource),
  "instance m7g.xlarge": unconfirmed(0.1632, "instance-hour", noSource),
  volumeStored: unconfirmed(0.08, "GB-month", fixture),
  natGateway: confirmed(0.045, "gateway-hour", "AWS Price List (2025-10-28)", [pricesRegion, "us-west-2"]),
  natTraffic: confirmed(0.045, "GB", "AWS Price List (2025-10-28)"),
  loadBalancer: confirmed(0.0225, "hour", "AWS's page (2026-09-20)"),
  loadBalancerCapacity: confirmed(0.008, "LCU-hour", "AWS's page (2026-09-20)"),
  publicIpv4: confirmed(0.005, "address-hour", "AWS Price List (2026-07-24)"),
  interfaceEndpoint: confirmed(0.01, "zone-hour", "AWS Price List"),
  trafficOut: confirmed(0.09, "GB", "several posts (2026)"),
  logsIngested: confirmed(0.5, "GB", "fortem.dev (2026)"),
  logsStored: unconfirmed(0.03, "GB-month", noSource),
  customMetric: confirmed(0.3, "metric-month", "posts that copy AWS's page (vantage.sh, zenn.dev)"),
  alarm: unconfirmed(0.1, "alarm-month", noSource),
  kmsKey: unconfirmed(1, "key-month", priceBook),
  kmsRequests: unconfirmed(0.03, "10,000 requests", priceBook),
  secret: unconfirmed(0.4, "secret-month", priceBook),
  secretReads: unconfirmed(0.05, "10,000 requests", priceBook),
  imagesStored: unconfirmed(0.1, "GB-month", priceBook),
  objectsStored: unconfirmed(0.023, "GB-month", priceBook),
  filesStored: confirmed(0.3, "GB-month", "factualminds (June 2026), cloudburn (March 2026)"),
  filesRead: confirmed(0.03, "GB", "factualminds (June 2026), cloudburn (March 2026)"),
  filesWritten: confirmed(0.06, "GB", "factualminds (June 2026), cloudburn (March 2026)"),
  fileBackupsStored: unconfirmed(0.05, "GB-month", noSource),
  queueRequests: unconfirmed(0.4, "1,000,000 requests", priceBook),
  hostedZone: unconfirmed(0.5, "zone-month", priceBook),
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;

/** The day that the prices are of; without tax, discounts and free tiers. */
export const pricesAsOf = "2026-11-21";

/** AWS's own month. */
export const hoursPerMonth = 730;
const hoursPerDay = 24;
export const daysPerMonth = hoursPerMonth / hoursPerDay;

/** What a quantity of it costs in a month that it is there from end to end. */
export function monthlyUsd(name: PriceName, quantity: number): number {
  const { usd, unit } = prices[name];
  return quantity * usd * (unit.endsWith("hour") ? hoursPerMonth : 1);
}
