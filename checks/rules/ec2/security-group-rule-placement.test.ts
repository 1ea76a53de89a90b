import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { securityGroupRulePlacement as rule } from "./security-group-rule-placement";

const separate = {
  aws_vpc_security_group_ingress_rule: {
    peer: { security_group_id: "${aws_security_group.task.id}", ip_protocol: "tcp" },
  },
};

test("passes a group with separate rules only, beside one with inline rules only", () => {
  const groups = { task: {}, alb: { ingress: [{ protocol: "tcp" }] } };
  expect(faults(rule, { aws_security_group: groups, ...separate })).toEqual([]);
});

test("reports a separate rule of a group that has inline ones", () => {
  expect(faults(rule, { aws_security_group: { task: { egress: [{ protocol: "tcp" }] } }, ...separate })).toEqual([
    "aws_vpc_security_group_ingress_rule.peer: a separate rule of aws_security_group.task, which has inline rules",
  ]);
});
