import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { loadBalancerOpenPorts as rule } from "./load-balancer-open-ports";

const https = { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] };

function ingress(opening: JsonObject | readonly JsonObject[], further: JsonObject = {}): JsonObject {
  return {
    aws_lb: { web: { security_groups: ["${aws_security_group.alb.id}"] } },
    aws_lb_listener: { https: { load_balancer_arn: "${aws_lb.web.arn}", port: 443, protocol: "HTTPS" } },
    aws_security_group: { alb: { name: "shop-staging-alb", ingress: opening } },
    ...further,
  };
}

describe("ports open to the internet", () => {
  test("pass where they are the listeners' ports", () => {
    expect(faults(rule, ingress(https))).toEqual([]);
  });

  test.each([
    ["another port", { ...https, from_port: 22, to_port: 22 }, "tcp 22"],
    ["a range that holds the port", { ...https, to_port: 444 }, "tcp 443-444"],
    ["another protocol", { ...https, protocol: "udp" }, "udp 443"],
    ["everything", { protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }, "every port"],
  ])("are reported when they are %s", (_, opening, ports) => {
    expect(faults(rule, ingress([https, opening]))).toEqual([
      `aws_security_group.alb: ${ports} of aws_security_group.alb is open to the internet (0.0.0.0/0) without a listener on it`,
    ]);
  });

  test.each([
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv6: "::/0" },
      "::/0",
    ],
    [
      "aws_security_group_rule",
      { type: "ingress", protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/1"] },
      "0.0.0.0/1",
    ],
  ])("are reported in %s", (type, opening, cidr) => {
    const separate = { [type]: { ssh: { security_group_id: "${aws_security_group.alb.id}", ...opening } } };
    expect(faults(rule, ingress(https, separate))).toEqual([
      `${type}.ssh: tcp 22 of aws_security_group.alb is open to the internet (${cidr}) without a listener on it`,
    ]);
  });

  test("are reported on a group that no load balancer carries", () => {
    expect(faults(rule, { aws_security_group: { task: { ingress: [https] } } })).toHaveLength(1);
  });

  test("must be open where something listens, and need not be on an internal load balancer", () => {
    expect(faults(rule, ingress([]))).toEqual(["aws_security_group.alb: tcp 443 has a listener and is not open"]);
    const internal = { aws_lb: { web: { internal: true, security_groups: ["${aws_security_group.alb.id}"] } } };
    expect(faults(rule, ingress([], internal))).toEqual([]);
  });
});
