import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { type FeatureUse, requiredFeatures } from "../provider-feature";
import { JwtAgentToAgent, type JwtAgentToAgentProps, RefusedAgentToAgent } from "./agent-to-agent-rules";

const listenerArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop-staging/50dc6c495c0c9188/f2f7dc8efc522ab2";
const targetGroupArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-staging-agent/73e2d6bc24d8a067";

const jwt = (overrides: Partial<JwtAgentToAgentProps> = {}): JwtAgentToAgentProps => ({
  listenerArn,
  targetGroupArn,
  paths: ["/a2a", "/a2a/*"],
  issuer: "https://auth.example.com",
  jwksUrl: "https://auth.example.com/.well-known/jwks.json",
  audience: "shop-staging-agent",
  ...overrides,
});

const agentPaths = [{ path_pattern: { values: ["/a2a", "/a2a/*"] } }];

test("forwards agent-to-agent calls only after their JWT is validated", () => {
  const template = synthesize((scope) => {
    new JwtAgentToAgent(scope, "agents", jwt());
  });
  expect(template.addresses()).toEqual(["aws_lb_listener_rule.agents_rule_8B34A768"]);
  expect(template.resource("aws_lb_listener_rule")).toEqual({
    listener_arn: listenerArn,
    priority: 10,
    condition: agentPaths,
    action: [
      {
        type: "jwt-validation",
        order: 1,
        jwt_validation: {
          issuer: "https://auth.example.com",
          jwks_endpoint: "https://auth.example.com/.well-known/jwks.json",
          additional_claim: [{ name: "aud", format: "single-string", values: ["shop-staging-agent"] }],
        },
      },
      { type: "forward", order: 2, target_group_arn: targetGroupArn },
    ],
  });
});

test("marks the validation, and not the forwarding, as what needs a newer provider", () => {
  const uses: FeatureUse[] = [];
  synthesize((scope) => {
    const { node } = new JwtAgentToAgent(scope, "agents", jwt());
    uses.push(...node.findAll().flatMap(requiredFeatures));
  });
  expect(uses).toEqual([{ feature: "alb-jwt-validation", path: ["action", 0] }]);
});

test("refuses agent-to-agent calls with 403 and forwards none of them", () => {
  const template = synthesize((scope) => {
    new RefusedAgentToAgent(scope, "agents", { listenerArn, paths: ["/a2a", "/a2a/*"] });
  });
  expect(template.addresses()).toEqual(["aws_lb_listener_rule.agents_rule_8B34A768"]);
  expect(template.resource("aws_lb_listener_rule")).toEqual({
    listener_arn: listenerArn,
    priority: 10,
    condition: agentPaths,
    action: [
      {
        type: "fixed-response",
        fixed_response: {
          status_code: "403",
          content_type: "text/plain",
          message_body: "agent-to-agent calls are not accepted on this listener",
        },
      },
    ],
  });
});

test("needs no newer provider to refuse", () => {
  synthesize((scope) => {
    const { node } = new RefusedAgentToAgent(scope, "agents", { listenerArn, paths: ["/a2a", "/a2a/*"] });
    expect(node.findAll().flatMap(requiredFeatures)).toEqual([]);
  });
});
