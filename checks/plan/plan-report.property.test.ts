import fc from "fast-check";
import { expect, test } from "vitest";
import { awsTypes } from "../../model/aws-types/records";
import type { Json, JsonObject } from "../../model/json";
import { readPlan } from "./plan-json";
import { planMarkdown } from "./plan-markdown";
import { planReport } from "./plan-report";
import { planText, type ResourceInPlan } from "./testing/plans";

/** Shaped like no credential: only Terraform's own mark says that it must not be shown. */
const marked = "marked-4f9c-never-shown";
const credential = "AKIAABCDEFGHIJKLMNOP";

const actionLists = [
  ["no-op"],
  ["create"],
  ["update"],
  ["delete"],
  ["forget"],
  ["delete", "create"],
  ["create", "delete"],
  ["create", "forget"],
];

/** Arguments that the report reads, and some that it does not. */
const argumentNames = fc.constantFrom(
  "policy",
  "assume_role_policy",
  "ingress",
  "egress",
  "port",
  "protocol",
  "cidr_blocks",
  "cidr_ipv4",
  "role",
  "policy_arn",
  "permissions_boundary",
  "container_definitions",
  "desired_count",
  "task_definition",
  "cpu",
  "memory",
  "subnet_ids",
  "password",
  "user_data",
);

const policyText = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.constantFrom("s3:GetObject", "*", credential),
    Resource: fc.constantFrom("*", "arn:aws:s3:::data", `https://user:${credential}@example.com`),
    Principal: fc.constantFrom("*", { AWS: "123456789012" }, { Federated: credential }),
    Condition: fc.constantFrom({}, { StringEquals: { "aws:PrincipalTag/key": credential } }),
  })
  .map((statement) => JSON.stringify({ Statement: [statement] }));

const openRule = fc.record({
  protocol: fc.constantFrom("tcp", "-1", 6),
  from_port: fc.constantFrom(0, 22, "x"),
  to_port: fc.constantFrom(65535, 22, null),
  cidr_blocks: fc.constantFrom(["0.0.0.0/0"], [credential], null),
});

const value: fc.Arbitrary<Json> = fc.oneof(
  policyText,
  fc.array(openRule, { maxLength: 2 }),
  fc.constant(JSON.stringify([{ environment: [{ name: "TOKEN", value: credential }] }])),
  fc.constantFrom<Json>(null, 0, 443, true, credential, [], {}, "# <b>`\n| heading"),
  fc.string({ maxLength: 20 }),
);

const body: fc.Arbitrary<JsonObject> = fc.dictionary(argumentNames, value, { maxKeys: 6 });

/** A body with something in it that Terraform marks as sensitive: a whole argument, or a part of one. */
const markedBody = fc
  .record({ body, argument: argumentNames, whole: fc.boolean() })
  .map(({ body: plain, argument, whole }) => ({
    body: { ...plain, [argument]: whole ? marked : [{ protocol: "tcp", cidr_blocks: [marked], description: marked }] },
    mark: { [argument]: whole ? true : [{ cidr_blocks: [true], description: true }] },
  }));

const resource = (index: number): fc.Arbitrary<ResourceInPlan> =>
  fc
    .record({
      type: fc.oneof(fc.constantFrom(...awsTypes.keys()), fc.constantFrom("aws_db_instance", "random_password")),
      actions: fc.constantFrom(...actionLists),
      before: markedBody,
      after: markedBody,
      deposed: fc.constantFrom(undefined, undefined, "5f2c"),
      unknown: fc.constantFrom<Json>(
        {},
        { policy: true },
        { ingress: true },
        { port: true },
        { ingress: [{ cidr_blocks: [true] }] },
      ),
    })
    .map(({ type, actions, before, after, deposed, unknown }) => ({
      type,
      address: `${type}.made-${index}`,
      actions,
      before: actions[0] === "create" && actions.length === 1 ? null : before.body,
      beforeSensitive: before.mark,
      after: actions.join() === "delete" ? null : after.body,
      afterSensitive: after.mark,
      afterUnknown: unknown,
      deposed,
    }));

const resources = fc
  .integer({ min: 0, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => resource(index))));

test("1,000 generated plans make a report without a crash, a secret or a missed destroy", () => {
  fc.assert(
    fc.property(resources, (generated) => {
      const text = planText(generated, {
        output_changes: { token: { actions: ["update"], before: marked, after: credential } },
      });
      const reading = readPlan(text);
      if ("problem" in reading) throw new Error(reading.problem);
      const report = planReport(reading.plan, { stack: "staging", approvals: [], today: "2026-11-21" });
      const markdown = planMarkdown(report);

      const shown = markdown + JSON.stringify(report);
      expect(shown).not.toContain(marked);
      expect(shown).not.toContain(credential);
      expect(markdown).toBe(
        planMarkdown(planReport(reading.plan, { stack: "staging", approvals: [], today: "2026-11-21" })),
      );

      const lost = generated.filter(({ actions }) => actions.includes("delete"));
      const lines = markdown.split("\n").filter((line) => /`, left over.*|` is (destroyed|replaced)/.test(line));
      expect(report.losses.map(({ change }) => change.address).sort()).toEqual(
        lost.map(({ address }) => address).sort(),
      );
      for (const { address, type } of lost) {
        const line = lines.find((candidate) => candidate.includes(`\`${address}\``));
        const holdsData = awsTypes.get(type)?.holdsData !== false;
        expect(line?.includes("**REFUSED**")).toBe(holdsData);
      }
    }),
    { numRuns: 1000, seed: 1 },
  );
});
