import { LbListenerRule, type LbListenerRuleAction } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { shiftedGroups } from "../../model/plan/service-deployment";

export interface ServiceRouteProps {
  readonly listenerArn: string;
  /** One, or both of a blue/green service. */
  readonly targetGroupArns: readonly string[];
  /** The lower goes first. */
  readonly priority: number;
  readonly host: string | undefined;
  readonly paths: readonly string[];
  readonly header: { readonly name: string; readonly value: string } | undefined;
}

/** Leads requests for a host, for paths, or for both to one service. */
export class ServiceRoute extends Construct {
  /** Connects the target group to the load balancer; ECS makes no service before. */
  readonly rule: ITerraformDependable;
  readonly ruleArn: string;

  constructor(scope: Construct, id: string, props: ServiceRouteProps) {
    super(scope, id);
    const { host, paths, header, targetGroupArns } = props;
    const rule = new LbListenerRule(this, "rule", {
      listenerArn: props.listenerArn,
      priority: props.priority,
      condition: [
        ...(host === undefined ? [] : [{ hostHeader: { values: [host] } }]),
        ...(paths.length === 0 ? [] : [{ pathPattern: { values: [...paths] } }]),
        ...(header === undefined ? [] : [{ httpHeader: { httpHeaderName: header.name, values: [header.value] } }]),
      ],
      action: [{ type: "forward", ...forwardTo(targetGroupArns) }],
      ...(targetGroupArns.length === 1 ? {} : { lifecycle: { ignoreChanges: [shiftedGroups] } }),
    });
    this.rule = rule;
    this.ruleArn = rule.arn;
  }
}

function forwardTo([first = "", ...others]: readonly string[]): Omit<LbListenerRuleAction, "type"> {
  if (others.length === 0) return { targetGroupArn: first };
  return {
    forward: { targetGroup: [{ arn: first, weight: 100 }, ...others.map((arn) => ({ arn, weight: 0 }))] },
  };
}
