import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";

export interface PrivateNamespaceProps {
  readonly name: string;
  readonly vpcId: string;
  /** Services that are found below the name. */
  readonly services: readonly string[];
}

/** Seconds that a client may keep an address: a task that is gone is asked no longer than that. */
const ttlSeconds = 10;

/** Names of internal services, which the VPC alone resolves: a private hosted zone, about 0.50 USD a month. Stateless. */
export class PrivateNamespace extends Construct {
  /** ARN of each service in Cloud Map, by its name. */
  readonly serviceArns: Readonly<Record<string, string>>;
  readonly serviceIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: PrivateNamespaceProps) {
    super(scope, id);
    const namespace = new ServiceDiscoveryPrivateDnsNamespace(this, "namespace", {
      name: props.name,
      description: "Internal services",
      vpc: props.vpcId,
    });
    const services = props.services.map(
      (name) =>
        [
          name,
          new ServiceDiscoveryService(this, `${name}-service`, {
            name,
            // ECS takes its tasks out late, and a name that still has one cannot be removed otherwise.
            forceDestroy: true,
            dnsConfig: {
              namespaceId: namespace.id,
              dnsRecords: [{ type: "A", ttl: ttlSeconds }],
              routingPolicy: "MULTIVALUE",
            },
          }),
        ] as const,
    );
    this.serviceArns = Object.fromEntries(services.map(([name, { arn }]) => [name, arn]));
    this.serviceIds = Object.fromEntries(services.map(([name, { id: serviceId }]) => [name, serviceId]));
  }
}
