import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { Construct } from "constructs";

export interface ClusterProps {
  readonly name: string;
}

/** Cluster with Container Insights, whose metrics cost about 0.07 USD a month each. Stateless. */
export class Cluster extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const cluster = new EcsCluster(this, "cluster", {
      name: props.name,
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    this.arn = cluster.arn;
  }
}
