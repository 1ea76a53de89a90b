import {
  DescribeLoadBalancerAttributesCommand,
  DescribeTargetGroupAttributesCommand,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { allOf } from "../../delivery/aws/all-of";
import { loadBalancerIdleTimeoutSeconds } from "../../model/connection-times";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type LoadBalancerFacts = {
  readonly type: string;
  readonly scheme: string;
  readonly subnets: readonly string[];
  readonly "security groups": readonly string[];
  readonly "idle timeout in seconds": string;
  readonly "dropped invalid headers": boolean;
  readonly "desync mitigation": string;
  readonly "access logs": boolean;
  readonly "access log bucket": string;
};

type TargetGroupFacts = {
  readonly port: number;
  readonly protocol: string;
  readonly targets: string;
  readonly "health check path": string;
  readonly "health check protocol": string;
  readonly "healthy answer": string;
  readonly "deregistration delay in seconds": string;
};

/** Load balancers and target groups with their attributes. */
export const loadBalancer: Area = {
  subject: "load balancer",
  expected: (intent) => [...expectedLoadBalancer(intent), ...expectedTargetGroup(intent)],
  found: async (reading) => [...(await foundLoadBalancers(reading)), ...(await foundTargetGroups(reading))],
};

function expectedLoadBalancer({ names, environment, network }: Intent): readonly string[] {
  const subnets =
    "existingVpc" in environment.network
      ? environment.network.existingVpc.publicSubnetIds
      : network?.subnets.filter(({ tier }) => tier === "public").map(({ cidr }) => labels.subnet(cidr));
  return loadBalancerSentences(names.loadBalancer, {
    type: "application",
    scheme: "internet-facing",
    subnets: subnets ?? [],
    "security groups": [labels.securityGroup(names.loadBalancerSecurityGroup)],
    "idle timeout in seconds": String(loadBalancerIdleTimeoutSeconds(Object.values(environment.services))),
    "dropped invalid headers": true,
    "desync mitigation": "defensive",
    "access logs": true,
    "access log bucket": names.loadBalancerLogsBucket,
  });
}

function expectedTargetGroup({ service, times }: Intent): readonly string[] {
  return targetGroupSentences(service.names.targetGroup, {
    port: service.settings.port,
    protocol: "HTTP",
    targets: "ip",
    "health check path": service.settings.healthCheckPath,
    "health check protocol": "HTTP",
    "healthy answer": "200",
    "deregistration delay in seconds": String(times.deregistrationDelaySeconds),
  });
}

async function foundLoadBalancers({ clients, label }: Reading): Promise<readonly string[]> {
  const client = clients.loadBalancing;
  const all = await allOf(paginateDescribeLoadBalancers({ client }, {}), ({ LoadBalancers }) => LoadBalancers);
  const found = await Promise.all(
    all.map(async ({ LoadBalancerArn, LoadBalancerName, Type, Scheme, AvailabilityZones, SecurityGroups }) => {
      const { Attributes } = await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
      const attribute = valueByKey(Attributes);
      return loadBalancerSentences(LoadBalancerName, {
        type: Type ?? "unknown",
        // Where nobody chose a scheme, AWS makes the load balancer internet-facing.
        scheme: Scheme ?? "internet-facing",
        subnets: (AvailabilityZones ?? []).map(({ SubnetId }) => label(SubnetId)),
        "security groups": (SecurityGroups ?? []).map(label),
        "idle timeout in seconds": attribute("idle_timeout.timeout_seconds"),
        "dropped invalid headers": attribute("routing.http.drop_invalid_header_fields.enabled") === "true",
        "desync mitigation": attribute("routing.http.desync_mitigation_mode"),
        "access logs": attribute("access_logs.s3.enabled") === "true",
        "access log bucket": attribute("access_logs.s3.bucket"),
      });
    }),
  );
  return found.flat();
}

async function foundTargetGroups({ clients }: Reading): Promise<readonly string[]> {
  const client = clients.loadBalancing;
  const all = await allOf(paginateDescribeTargetGroups({ client }, {}), ({ TargetGroups }) => TargetGroups);
  const found = await Promise.all(
    all.map(async (group) => {
      const { TargetGroupArn } = group;
      const { Attributes } = await client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
      return targetGroupSentences(group.TargetGroupName, {
        port: group.Port ?? 0,
        protocol: group.Protocol ?? "unknown",
        targets: group.TargetType ?? "unknown",
        "health check path": group.HealthCheckPath ?? "none",
        "health check protocol": group.HealthCheckProtocol ?? "none",
        "healthy answer": group.Matcher?.HttpCode ?? "none",
        "deregistration delay in seconds": valueByKey(Attributes)("deregistration_delay.timeout_seconds"),
      });
    }),
  );
  return found.flat();
}

function valueByKey(attributes: readonly { readonly Key?: string; readonly Value?: string }[] = []) {
  return (key: string) => attributes.find(({ Key }) => Key === key)?.Value ?? "not set";
}

function loadBalancerSentences(name: string | undefined, facts: LoadBalancerFacts): readonly string[] {
  return sentences(`load balancer ${name}`, facts);
}

function targetGroupSentences(name: string | undefined, facts: TargetGroupFacts): readonly string[] {
  return sentences(`target group ${name}`, facts);
}
