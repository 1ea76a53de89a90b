import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { defaultSecurityGroup as rule } from "./default-security-group";

const aws_vpc = { network: { cidr_block: "10.1.0.0/16" } };
const vpc_id = "${aws_vpc.network.id}";

test("passes a VPC whose default group has no rules", () => {
  expect(faults(rule, { aws_vpc, aws_default_security_group: { closed: { vpc_id } } })).toEqual([]);
});

test("reports a VPC whose default group nobody took over", () => {
  expect(faults(rule, { aws_vpc })).toEqual([
    "aws_vpc.network: the VPC's default security group is left as AWS made it",
  ]);
});

test("reports rules in the default group", () => {
  const closed = { vpc_id, ingress: [{ protocol: "-1", self: true, from_port: 0, to_port: 0 }] };
  expect(faults(rule, { aws_vpc, aws_default_security_group: { closed } })).toEqual([
    "aws_default_security_group.closed: the default security group has rules",
  ]);
});
