import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { listenerPlainHttp as rule } from "./listener-plain-http";

const redirect = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } };
const forward = { type: "forward", target_group_arn: "${aws_lb_target_group.agent.arn}" };

function plain(defaultAction: JsonObject, ruleAction: JsonObject = redirect): JsonObject {
  return {
    aws_lb_listener: { plain: { port: 80, protocol: "HTTP", default_action: [defaultAction] } },
    aws_lb_listener_rule: { a2a: { listener_arn: "${aws_lb_listener.plain.arn}", priority: 10, action: [ruleAction] } },
  };
}

describe("a plain listener", () => {
  test("passes where it redirects to HTTPS or refuses", () => {
    expect(faults(rule, plain(redirect))).toEqual([]);
    expect(faults(rule, plain(redirect, { type: "fixed-response", fixed_response: { status_code: "403" } }))).toEqual(
      [],
    );
  });

  test.each([
    ["forwards", forward],
    ["redirects to HTTP", { type: "redirect", redirect: { protocol: "HTTP" } }],
    ["answers by itself", { type: "fixed-response", fixed_response: { status_code: "200" } }],
  ])("is reported where it %s", (_, action) => {
    expect(faults(rule, plain(action))).toEqual(["aws_lb_listener.plain: port 80 answers on plain HTTP"]);
    expect(faults(rule, plain(redirect, action))).toEqual(["aws_lb_listener_rule.a2a: port 80 answers on plain HTTP"]);
  });

  test("is no matter of this rule on HTTPS", () => {
    expect(
      faults(rule, { aws_lb_listener: { secure: { port: 443, protocol: "HTTPS", default_action: [forward] } } }),
    ).toEqual([]);
  });
});
