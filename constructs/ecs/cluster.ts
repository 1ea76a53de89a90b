import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface ClusterProps {
  readonly name: string;
  /** Whether services may ask for Fargate Spot. */
  readonly spot: boolean;
}

/** Cluster with Container Insights, whose metrics are billed as custom ones, about 0.30 USD a month each. Stateless. */
export class Cluster extends Construct {
  readonly arn: string;
  /** A service on Spot cannot be made before the cluster may have it. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const cluster = new EcsCluster(this, "cluster", {
      name: props.name,
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    this.arn = cluster.arn;
    this.ready = props.spot
      ? [
          new EcsClusterCapacityProviders(this, "capacity-providers", {
            clusterName: cluster.name,
            capacityProviders: ["FARGATE", "FARGATE_SPOT"],
          }),
        ]
      : [];
  }
}
