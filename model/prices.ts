/**
 * On-demand prices of us-east-1 in USD, without tax, discounts or free tiers. An estimate: what is billed by use (requests,
 * traffic, stored data) is not in it.
 */
export const prices = {
  asOf: "2026-11-21",
  region: "us-east-1",
  /** AWS's own month of 730 hours. */
  hoursPerMonth: 730,
  fargate: { x86: { vcpuHour: 0.04048, gibHour: 0.004445 }, arm64: { vcpuHour: 0.03238, gibHour: 0.00356 } },
  natGatewayHour: 0.045,
  loadBalancerHour: 0.0225,
  publicIpv4Hour: 0.005,
  interfaceEndpointHour: 0.01,
  kmsKeyMonth: 1,
  secretMonth: 0.4,
  alarmMonth: 0.1,
  hostedZoneMonth: 0.5,
} as const;

/** What one task costs while it runs all month. */
export function fargateTaskMonthlyUsd(
  { cpuUnits, memoryMiB }: { readonly cpuUnits: number; readonly memoryMiB: number },
  architecture: keyof typeof prices.fargate = "x86",
): number {
  const { vcpuHour, gibHour } = prices.fargate[architecture];
  return ((cpuUnits / 1024) * vcpuHour + (memoryMiB / 1024) * gibHour) * prices.hoursPerMonth;
}

export function hourlyToMonthlyUsd(hourly: number): number {
  return hourly * prices.hoursPerMonth;
}
