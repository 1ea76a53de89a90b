import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { openEgress as rule } from "./open-egress";

const https = { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] };

test("passes HTTPS to everywhere, and any port within the network", () => {
  const inside = { protocol: "tcp", from_port: 0, to_port: 65535, cidr_blocks: ["10.1.0.0/16"] };
  expect(faults(rule, { aws_security_group: { task: { egress: [https, inside] } } })).toEqual([]);
});

test("reports every other way out, inline and separate", () => {
  expect(
    faults(rule, {
      aws_security_group: { task: { egress: [{ ...https, from_port: 80 }] } },
      aws_vpc_security_group_egress_rule: {
        all: { security_group_id: "${aws_security_group.task.id}", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
      },
    }),
  ).toEqual([
    "aws_security_group.task: tcp 80-443 leads from aws_security_group.task to 0.0.0.0/0",
    "aws_vpc_security_group_egress_rule.all: every port leads from aws_security_group.task to 0.0.0.0/0",
  ]);
});
