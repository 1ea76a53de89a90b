import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment, aService, signedTokens } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { securityGroupAsPlanned as rule } from "./security-group-as-planned";

const egress = [{ port: 5432, to: "10.9.0.0/16" }];
const plans = [
  planEnvironment(anEnvironment({ services: { agent: aService({ egress, agentToAgent: signedTokens }) } })),
];

const open = (from: number, to: number, peers: JsonObject) => ({
  protocol: "tcp",
  from_port: from,
  to_port: to,
  ...peers,
});
const everywhere = { cidr_blocks: ["0.0.0.0/0"] };
const others = (name: string) => ({ security_groups: [`\${aws_security_group.${name}.id}`] });

const groups = {
  task: {
    name: "shop-staging-agent-task",
    ingress: [],
    egress: [open(443, 443, everywhere), open(5432, 5432, { cidr_blocks: ["10.9.0.0/16"] })],
  },
  port: { name: "shop-staging-agent-port-8080", ingress: [open(8080, 8080, others("entrance"))], egress: [] },
  entrance: {
    name: "shop-staging-alb",
    ingress: [open(80, 80, everywhere), open(443, 443, everywhere)],
    egress: [open(0, 65_535, others("task")), open(443, 443, everywhere)],
  },
};

function reported(changes: JsonObject) {
  return faults(rule, { aws_security_group: { ...groups, ...changes } }, {}, plans);
}

test("passes groups as they are planned", () => {
  expect(reported({})).toEqual([]);
});

test.each<[JsonObject, string]>([
  [{ cidr_blocks: ["52.0.0.0/8"] }, "52.0.0.0/8"],
  [{ cidr_blocks: ["10.1.0.0/16"] }, "10.1.0.0/16"],
  [{ cidr_blocks: ["${var.cidr}"] }, "var.cidr"],
  [{ ipv6_cidr_blocks: ["2600::/12"] }, "2600::/12"],
  [{ prefix_list_ids: ["pl-0123456789"] }, "pl-0123456789"],
  [{ security_groups: ["sg-0123456789"] }, "sg-0123456789"],
  [{ self: true }, "self"],
  [others("task"), "group shop-staging-agent-task"],
])("reports a port that is open to %j", (peers, shown) => {
  const ingress = [...groups.port.ingress, open(8080, 8080, peers)];
  expect(reported({ port: { ...groups.port, ingress } })).toEqual([
    `aws_security_group.port: nobody has planned ingress tcp 8080 from ${shown}`,
  ]);
});

test("reports further ports, and those that are missing", () => {
  expect(reported({ port: { ...groups.port, ingress: [open(0, 8080, others("entrance"))] } })).toEqual([
    "aws_security_group.port: ingress tcp 8080 from group shop-staging-alb is planned and not there",
    "aws_security_group.port: nobody has planned ingress tcp 0-8080 from group shop-staging-alb",
  ]);
  expect(reported({ task: { ...groups.task, ingress: "${var.rules}" } })).toHaveLength(1);
});

test("reports every opening of a group that nobody has planned", () => {
  const stranger = { name: "stranger", ingress: [open(22, 22, { cidr_blocks: ["10.1.0.0/16"] })] };
  expect(reported({ stranger })).toEqual([
    "aws_security_group.stranger: nobody has planned ingress tcp 22 from 10.1.0.0/16",
  ]);
});
