import {
  type ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
  type SuspendedState,
} from "@aws-sdk/client-application-auto-scaling";
import { DescribeServicesCommand, type ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import type { Change, Found } from "./changes";

export interface ServiceClients {
  readonly services: ECSClient;
  readonly autoscaling: ApplicationAutoScalingClient;
}

interface Named {
  readonly cluster: string;
  readonly name: string;
}

/** Nothing where the service or its cluster is not there: it was torn down. */
export async function findService(clients: ServiceClients, { cluster, name }: Named): Promise<Found | undefined> {
  const service = await activeService(clients, { cluster, name });
  if (service === undefined) return undefined;
  const { ServiceNamespace, ...target } = scalableTarget({ cluster, name });
  const asked = new DescribeScalableTargetsCommand({
    ServiceNamespace,
    ScalableDimension: target.ScalableDimension,
    ResourceIds: [target.ResourceId],
  });
  const [found] = (await clients.autoscaling.send(asked)).ScalableTargets ?? [];
  const autoscaling = found === undefined ? "absent" : isSuspended(found.SuspendedState) ? "suspended" : "active";
  return { desiredCount: service.desiredCount ?? 0, autoscaling };
}

export async function changeService(clients: ServiceClients, service: Named, change: Change): Promise<void> {
  if ("desiredCount" in change) {
    const { cluster, name } = service;
    await clients.services.send(new UpdateServiceCommand({ cluster, service: name, ...change }));
    return;
  }
  // What is not given, such as the fewest and the most tasks, stays as it is.
  const SuspendedState = suspension(change.autoscaling === "suspended");
  await clients.autoscaling.send(new RegisterScalableTargetCommand({ ...scalableTarget(service), SuspendedState }));
}

async function activeService({ services: client }: ServiceClients, { cluster, name }: Named) {
  try {
    const { services = [] } = await client.send(new DescribeServicesCommand({ cluster, services: [name] }));
    return services.find(({ status }) => status === "ACTIVE");
  } catch (error) {
    if (error instanceof Error && error.name === "ClusterNotFoundException") return undefined;
    throw error;
  }
}

function scalableTarget({ cluster, name }: Named) {
  return {
    ServiceNamespace: "ecs",
    ScalableDimension: "ecs:service:DesiredCount",
    ResourceId: `service/${cluster}/${name}`,
  } as const;
}

function suspension(isSuspended: boolean): Required<SuspendedState> {
  return {
    DynamicScalingInSuspended: isSuspended,
    DynamicScalingOutSuspended: isSuspended,
    ScheduledScalingSuspended: isSuspended,
  };
}

function isSuspended(state: SuspendedState = {}): boolean {
  return Object.keys(suspension(true)).every((kind) => Reflect.get(state, kind) === true);
}
