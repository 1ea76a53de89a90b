import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface HostGroupProps {
  readonly name: string;
  readonly launchTemplate: { readonly templateId: string; readonly version: string };
  readonly subnetIds: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
  /** Empty where no load balancer leads to its instances. */
  readonly targetGroupArns: readonly string[];
  /** Two instances at once would write the same files. */
  readonly oneAtATime: boolean;
  readonly launchingHook: string;
  /** That an instance may take until it says that its containers are healthy. */
  readonly startSeconds: number;
  readonly cooldownSeconds: number;
  readonly tags: Readonly<Record<string, string>>;
  /** What a starting instance needs. */
  readonly startsAfter: readonly ITerraformDependable[];
}

/** Once it is in service, its containers are healthy: the load balancer has this long to see it too. */
const healthCheckGraceSeconds = 120;
/** Beside its own time to start: AWS tells of it late. */
const furtherWaitMinutes = 5;

/**
 * Instances that start, and are replaced one after the other when their template has a new version: the new one first, unless
 * both would write the same files. An apply waits until they are in service; how many run between the bounds is not Terraform's.
 */
export class HostGroup extends Construct {
  readonly groupName: string;
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: HostGroupProps) {
    super(scope, id);
    const healthy = props.oneAtATime
      ? { minHealthyPercentage: 0, maxHealthyPercentage: 100 }
      : { minHealthyPercentage: 100, maxHealthyPercentage: 200 };
    const group = new AutoscalingGroup(this, "group", {
      name: props.name,
      minSize: props.minimum,
      maxSize: props.maximum,
      vpcZoneIdentifier: [...props.subnetIds],
      launchTemplate: { id: props.launchTemplate.templateId, version: props.launchTemplate.version },
      healthCheckType: props.targetGroupArns.length === 0 ? "EC2" : "ELB",
      healthCheckGracePeriod: healthCheckGraceSeconds,
      defaultCooldown: props.cooldownSeconds,
      targetGroupArns: [...props.targetGroupArns],
      waitForCapacityTimeout: `${Math.ceil(props.startSeconds / 60) + furtherWaitMinutes}m`,
      instanceMaintenancePolicy: healthy,
      instanceRefresh: { strategy: "Rolling", preferences: { ...healthy, autoRollback: true } },
      // One of its own would come after the first instance.
      initialLifecycleHook: [
        {
          name: props.launchingHook,
          lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
          heartbeatTimeout: props.startSeconds,
          defaultResult: "ABANDON",
        },
      ],
      tag: Object.entries({ ...props.tags, Name: props.name }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
      dependsOn: [...props.startsAfter],
    });
    this.groupName = group.name;
    this.ready = group;
  }
}
