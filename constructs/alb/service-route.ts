import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface ServiceRouteProps {
  readonly listenerArn: string;
  readonly targetGroupArn: string;
  /** The lower goes first. */
  readonly priority: number;
  readonly host: string | undefined;
  readonly paths: readonly string[];
}

/** Leads requests for a host, for paths, or for both to one service. */
export class ServiceRoute extends Construct {
  /** Connects the target group to the load balancer; ECS makes no service before. */
  readonly rule: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ServiceRouteProps) {
    super(scope, id);
    this.rule = new LbListenerRule(this, "rule", {
      listenerArn: props.listenerArn,
      priority: props.priority,
      condition: [
        ...(props.host === undefined ? [] : [{ hostHeader: { values: [props.host] } }]),
        ...(props.paths.length === 0 ? [] : [{ pathPattern: { values: [...props.paths] } }]),
      ],
      action: [{ type: "forward", targetGroupArn: props.targetGroupArn }],
    });
  }
}
