import { describe, expect, test } from "vitest";
import { type JsonObject, objectOf } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment, aService } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { agentToAgentAuthenticated as rule } from "./agent-to-agent-authenticated";

const forward = { type: "forward", order: 2, target_group_arn: "${aws_lb_target_group.agent.arn}" };
const jwt = { type: "jwt-validation", order: 1, jwt_validation: { issuer: "https://auth.example.com" } };
const refusal = { type: "fixed-response", fixed_response: { status_code: "403" } };
const paths = [{ path_pattern: { values: ["/a2a", "/a2a/*"] } }];
const header = { http_header: { http_header_name: "x-agent", values: ["peer"] } };

function listener(rules: JsonObject, further: JsonObject = {}): JsonObject {
  const listener_arn = "${aws_lb_listener.https.arn}";
  return {
    aws_lb_listener: { https: { port: 443, protocol: "HTTPS", default_action: [forward], ...further } },
    aws_lb_listener_rule: Object.fromEntries(
      Object.entries(rules).map(([name, body]) => [name, { listener_arn, ...objectOf(body) }]),
    ),
  };
}

function unproven(address: string) {
  return [`${address}: calls to /a2a on port 443 are forwarded without proof of identity`];
}

test("agents are looked for where the settings let them call", () => {
  const jwtSettings = { issuer: "https://auth.example.com", audience: "shop-agent" };
  const agentToAgent = { path: "/agents", jwt: { ...jwtSettings, jwksUrl: "https://auth.example.com/keys" } };
  const plans = [planEnvironment(anEnvironment({ services: { agent: aService({ agentToAgent }) } }))];
  const condition = [{ path_pattern: { values: ["/agents", "/agents/*"] } }];
  const reported = (action: JsonObject[]) =>
    faults(rule, listener({ agents: { priority: 10, condition, action } }), {}, plans);
  expect(reported([jwt, forward])).toEqual([]);
  expect(reported([forward])).toEqual([
    "aws_lb_listener_rule.agents: calls to /agents on port 443 are forwarded without proof of identity",
  ]);
});

describe("agent-to-agent paths", () => {
  test("pass where a JWT is validated first, whatever the order in which the actions are written", () => {
    expect(faults(rule, listener({ a2a: { priority: 10, condition: paths, action: [forward, jwt] } }))).toEqual([]);
  });

  test("pass where they are refused", () => {
    expect(faults(rule, listener({ a2a: { priority: 10, condition: paths, action: [refusal] } }))).toEqual([]);
  });

  test("pass on a listener that verifies client certificates, and not where it lets everyone through", () => {
    expect(faults(rule, listener({}, { mutual_authentication: { mode: "verify" } }))).toEqual([]);
    expect(faults(rule, listener({}, { mutual_authentication: { mode: "passthrough" } }))).toEqual(
      unproven("aws_lb_listener.https"),
    );
  });

  test.each([
    ["no validation", { priority: 10, condition: paths, action: [forward] }, "aws_lb_listener_rule.a2a"],
    [
      "validation after the forward",
      { priority: 10, condition: paths, action: [{ ...jwt, order: 3 }, forward] },
      "aws_lb_listener_rule.a2a",
    ],
    [
      "only some of the paths",
      { priority: 10, condition: [{ path_pattern: { values: ["/a2a"] } }], action: [jwt, forward] },
      "aws_lb_listener.https",
    ],
    [
      "another condition beside the path",
      { priority: 10, condition: [...paths, header], action: [jwt, forward] },
      "aws_lb_listener.https",
    ],
  ])("are reported with %s", (_, a2a, address) => {
    expect(faults(rule, listener({ a2a }))).toEqual(unproven(address));
  });

  test("are reported where a wider rule comes first, and not where it comes later", () => {
    const wide = { condition: [{ path_pattern: { values: ["/a?a*"] } }], action: [forward] };
    const a2a = { priority: 10, condition: paths, action: [jwt, forward] };
    expect(faults(rule, listener({ a2a, wide: { ...wide, priority: 5 } }))).toEqual(
      unproven("aws_lb_listener_rule.wide"),
    );
    expect(faults(rule, listener({ a2a, wide: { ...wide, priority: 50 } }))).toEqual([]);
  });

  test("are reported on a listener without rules", () => {
    expect(faults(rule, listener({}))).toEqual(unproven("aws_lb_listener.https"));
  });
});
