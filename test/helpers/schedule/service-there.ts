import { ApplicationAutoScalingClient, DescribeScalableTargetsCommand } from "@aws-sdk/client-application-auto-scaling";
import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import type { EmulatorClientSettings } from "../../../rehearsal/aws-client";

export function serviceClients(settings: EmulatorClientSettings) {
  return { services: new ECSClient(settings), autoscaling: new ApplicationAutoScalingClient(settings) };
}

export type ServiceClients = ReturnType<typeof serviceClients>;

/** What AWS says of a service: how many tasks are wanted, and what of its autoscaling is suspended. */
export async function foundService(
  clients: ServiceClients,
  { cluster, name }: { readonly cluster: string; readonly name: string },
) {
  const { services = [] } = await clients.services.send(new DescribeServicesCommand({ cluster, services: [name] }));
  const { ScalableTargets = [] } = await clients.autoscaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs", ResourceIds: [`service/${cluster}/${name}`] }),
  );
  const suspended = Object.values(ScalableTargets[0]?.SuspendedState ?? {});
  const autoscaling = suspended.length === 3 && suspended.every(Boolean) ? "suspended" : "active";
  return { desiredCount: services[0]?.desiredCount, autoscaling };
}
