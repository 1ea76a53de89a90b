import type { InstanceSize } from "../host-size";
import type { HostGroupNames } from "../naming";
import type { HostScalingFacts } from "./facts";
import type { RolePlan } from "./role-plan";
import type { DiscoveryPlan, PortGroupPlan, SecurityGroupPlan } from "./service-network";
import type { ServicePlan } from "./service-plan";

/** Instances that are alike: each runs all services of the group by Docker Compose. */
export interface HostGroupPlan {
  /** `hosts`, or the name of the service that has it for itself. */
  readonly name: string;
  readonly services: readonly ServicePlan[];
  readonly names: HostGroupNames;
  readonly instance: InstanceSize;
  readonly volumeGiB: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Absent where the number of instances stays. */
  readonly scaling: HostScalingPlan | undefined;
  /** Absent until somebody has looked one up. */
  readonly amiId: string | undefined;
  readonly role: RolePlan;
  readonly managedPolicyArns: readonly string[];
  /** Of instances alone: it is not that of tasks. */
  readonly boundaryArn: string;
  readonly subnetTier: "public" | "private";
  readonly securityGroup: SecurityGroupPlan;
  readonly portGroups: readonly PortGroupPlan[];
  /** Target groups that its instances are registered in, by name. */
  readonly targetGroups: readonly string[];
  /** Name under which its instance registers itself; absent where nobody on other instances asks for it. */
  readonly discovery: DiscoveryPlan | undefined;
  /** Of the instances themselves; services have their own. */
  readonly logGroup: { readonly name: string; readonly retentionDays: number };
  readonly metricsNamespace: string;
  /** That an instance may take until its containers are healthy. */
  readonly startSeconds: number;
}

/** A step of one instance at a time. */
export interface HostScalingPlan extends HostScalingFacts {
  readonly scaleOutMinutes: number;
  readonly scaleInMinutes: number;
  readonly cooldownSeconds: number;
}
