import { type NatChoice, planNat } from "./nat-plan";

/** An environment's own VPC spans two zones. */
const zones = ["a", "b"] as const;

/** Elastic IP addresses: one for each NAT gateway. */
export function natAddresses(nat: NatChoice): number {
  return new Set(planNat(nat, zones).map(({ gatewayZone }) => gatewayZone)).size;
}

/** While it deploys, ECS runs each task twice. */
const deploymentFactor = 2;

/** Fargate vCPUs of a deployment at the busiest time. */
export function vcpusOfDeployment(
  services: readonly {
    readonly size: { readonly cpuUnits: number };
    readonly scaling: { readonly maximumTasks: number };
  }[],
): number {
  const units = services.map(({ size, scaling }) => size.cpuUnits * scaling.maximumTasks);
  return (units.reduce((sum, each) => sum + each, 0) / 1024) * deploymentFactor;
}
