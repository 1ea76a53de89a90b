import { describe, expect, test } from "vitest";
import type { JsonObject } from "../model/json";
import { fingerprintOf, partsOf, partText } from "./parts";
import { templateOf } from "./template";

function partsIn(type: string, body: JsonObject) {
  return templateOf({ resource: { [type]: { one: body } } }).resources.flatMap(partsOf);
}

const texts = (type: string, body: JsonObject) => partsIn(type, body).map(partText);
const fingerprints = (type: string, body: JsonObject) => partsIn(type, body).map(fingerprintOf).sort();

const rule = { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/8"], prefix_list_ids: null };

describe("the parts of a resource", () => {
  test("are each opening towards each peer, and the other arguments", () => {
    const everyPeer = {
      ...rule,
      to_port: 444,
      cidr_blocks: ["0.0.0.0/0", "10.0.0.0/8"],
      ipv6_cidr_blocks: ["::/0"],
      prefix_list_ids: ["pl-1"],
      security_groups: ["${aws_security_group.peer.id}"],
      self: true,
    };
    expect(texts("aws_security_group", { name: "web", ingress: [everyPeer], egress: "${local.ways_out}" })).toEqual([
      "ingress tcp 443-444 from 0.0.0.0/0",
      "ingress tcp 443-444 from 10.0.0.0/8",
      "ingress tcp 443-444 from ::/0",
      "ingress tcp 443-444 from pl-1",
      "ingress tcp 443-444 from aws_security_group.peer.id",
      "ingress tcp 443-444 from self",
      '{"egress":"local.ways_out"}',
      '{"name":"web"}',
    ]);
  });

  test("are each statement of each policy, and what cannot be read stays an argument", () => {
    const trust = { Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" };
    const condition = { StringEquals: { "aws:SourceAccount": "123456789012" } };
    const policy = JSON.stringify({
      Statement: [
        { ...trust, Condition: condition },
        { ...trust, Effect: "Deny" },
      ],
    });
    expect(texts("aws_iam_role", { name: "task", assume_role_policy: policy })).toEqual([
      'Allow Action sts:AssumeRole Principal {"Service":["ecs.amazonaws.com"]} Condition {"StringEquals":{"aws:SourceAccount":["123456789012"]}}',
      'Deny Action sts:AssumeRole Principal {"Service":["ecs.amazonaws.com"]}',
      '{"name":"task"}',
    ]);
    expect(texts("aws_iam_policy", { policy: "${jsonencode({})}" })).toEqual(['{"policy":"jsonencode({})"}']);
  });

  test("leave out what only Terraform reads, but for what it overlooks", () => {
    const lifecycle = { prevent_destroy: true, ignore_changes: ["name"] };
    expect(texts("aws_lb", { name: "web", depends_on: ["aws_vpc.x"], lifecycle })).toEqual([
      '{"lifecycle":{"ignore_changes":["name"]},"name":"web"}',
    ]);
  });
});

describe("a fingerprint", () => {
  const group = { name: "web", ingress: [rule, { ...rule, from_port: 80, to_port: 80 }] };

  test("stays the same in another order, and with arguments that are null", () => {
    const reordered = { ingress: [...group.ingress].reverse(), name: "web", egress: null };
    expect(fingerprints("aws_security_group", reordered)).toEqual(fingerprints("aws_security_group", group));
  });

  test.each<[string, JsonObject]>([
    ["another port", { ingress: [rule, { ...rule, from_port: 81, to_port: 81 }] }],
    ["a wider range", { ingress: [rule, { ...rule, from_port: 80, to_port: 90 }] }],
    ["another peer", { ingress: [rule, { ...rule, from_port: 80, to_port: 80, cidr_blocks: ["0.0.0.0/0"] }] }],
    ["a further argument", { revoke_rules_on_delete: true }],
    ["another value", { name: "other" }],
  ])("is another with %s", (_, changed) => {
    expect(fingerprints("aws_security_group", { ...group, ...changed })).not.toEqual(
      fingerprints("aws_security_group", group),
    );
  });
});
