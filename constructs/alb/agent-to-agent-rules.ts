import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Construct } from "constructs";
import { requireFeature } from "../provider-feature";

/** Before every other rule of the listener. */
const priority = 10;

export interface JwtAgentToAgentProps {
  readonly listenerArn: string;
  readonly targetGroupArn: string;
  readonly paths: readonly string[];
  readonly issuer: string;
  /** The load balancer reads the issuer's RS256 keys here. */
  readonly jwksUrl: string;
  readonly audience: string;
}

/** Forwards agent-to-agent calls that carry a JWT of the issuer for this audience; others get 401 from the load balancer. */
export class JwtAgentToAgent extends Construct {
  constructor(scope: Construct, id: string, props: JwtAgentToAgentProps) {
    super(scope, id);
    const rule = new LbListenerRule(this, "rule", {
      listenerArn: props.listenerArn,
      priority,
      condition: [{ pathPattern: { values: [...props.paths] } }],
      action: [
        {
          type: "jwt-validation",
          order: 1,
          jwtValidation: {
            issuer: props.issuer,
            jwksEndpoint: props.jwksUrl,
            additionalClaim: [{ name: "aud", format: "single-string", values: [props.audience] }],
          },
        },
        { type: "forward", order: 2, targetGroupArn: props.targetGroupArn },
      ],
    });
    requireFeature(rule, { feature: "alb-jwt-validation", path: ["action", 0] });
  }
}

export interface RefusedAgentToAgentProps {
  readonly listenerArn: string;
  readonly paths: readonly string[];
}

/** Refuses agent-to-agent calls where nobody's identity can be proven. */
export class RefusedAgentToAgent extends Construct {
  constructor(scope: Construct, id: string, props: RefusedAgentToAgentProps) {
    super(scope, id);
    new LbListenerRule(this, "rule", {
      listenerArn: props.listenerArn,
      priority,
      condition: [{ pathPattern: { values: [...props.paths] } }],
      action: [
        {
          type: "fixed-response",
          fixedResponse: {
            statusCode: "403",
            contentType: "text/plain",
            messageBody: "agent-to-agent calls are not accepted on this listener",
          },
        },
      ],
    });
  }
}
