import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Json, type JsonObject, objectOf } from "../../model/json";
import { comparable, readBack } from "../../test/helpers/read-back-hcl";
import { convertToHcl } from "./convert";

const asWritten = { jsonStrings: "as-written" } as const;

/** A lone "$" or "%" never stands right before a brace here: it would escape it, or open an expression without an end. */
const nastyText = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.constantFrom(
          '"',
          "\\",
          "\n",
          "\r",
          "\t",
          "\b",
          "\f",
          "\\b",
          "$5",
          '%"',
          "$${a}",
          "%%{b}",
          "é",
          "{",
          "}",
          "~",
        ),
        fc.constantFrom(
          "${aws_lb.x.arn}",
          '${data.aws_vpc.x["k"].id}',
          '${join(",", ["a}", "${upper("b")}"])}',
          "${{ a = 1 }.a}",
          "${1 +\n2}",
        ),
        fc.string({ unit: "binary" }).filter((text) => !/[$%]/.test(text)),
      ),
    ),
    fc.constantFrom("", "$", "%", "$$"),
  )
  .map(([pieces, end]) => pieces.join("") + end);

const nastyValue = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    nastyText,
    fc.integer({ min: 0 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z][a-z /-]{0,8}$/), tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("Terraform JSON as HCL", () => {
  test("writes the parts that the provider calls blocks as blocks, and maps as maps", () => {
    const hcl = convertToHcl(
      {
        resource: {
          aws_security_group: { alb: { name: "web", tags: { Name: "web" }, ingress: [{ from_port: 443 }] } },
        },
      },
      asWritten,
    );
    expect(hcl).toBe(
      'resource "aws_security_group" "alb" {\nname = "web"\ntags = {\n"Name" = "web"\n}\ningress {\nfrom_port = 443\n}\n}',
    );
  });

  test("leaves out arguments that are null, and keeps null in maps and lists", () => {
    const json = {
      resource: { aws_sns_topic: { alerts: { kms_master_key_id: null, tags: { Owner: null }, list: [null] } } },
    };
    expect(convertToHcl(json, asWritten)).toBe(
      'resource "aws_sns_topic" "alerts" {\ntags = {\n"Owner" = null\n}\nlist = [null]\n}',
    );
  });

  test("writes a reference bare, and an expression of several lines so that it stays one argument", async () => {
    const json = { resource: { aws_sns_topic: { alerts: { name: "${aws_lb.web.name}", display_name: "${1 +\n2}" } } } };
    const hcl = convertToHcl(json, asWritten);
    expect(hcl).toContain("\nname = aws_lb.web.name\n");
    expect(await readBack(hcl)).toEqual(json);
  });

  test("reads back equal, whatever the strings hold", async () => {
    await fc.assert(
      fc.asyncProperty(nastyValue, nastyText, async (value, text) => {
        const json: JsonObject = {
          resource: {
            aws_lb_listener: {
              x: { tags: value, default_action: [{ type: text }, { type: "forward", forward: { a: value } }] },
            },
          },
        };
        expect(await readBack(convertToHcl(json, asWritten))).toEqual(comparable(json));
      }),
      { numRuns: 300 },
    );
  });

  test("keeps backends, the cloud block, several providers and outputs", async () => {
    const json: JsonObject = {
      "//": { metadata: { version: "0.21.0" } },
      terraform: {
        required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
        cloud: { organization: "shop-works", workspaces: { name: "staging" } },
        backend: { local: { path: "../staging.tfstate" } },
      },
      provider: {
        aws: [{ region: "us-east-1", default_tags: [{ tags: { Owner: "platform-team" } }] }, { alias: "edge" }],
      },
      data: {},
      output: { url: { value: "https://${aws_lb.web.dns_name}" } },
    };
    const { data: _, ...expected } = json;
    expect(await readBack(convertToHcl(json, asWritten))).toEqual(comparable(expected));
  });

  test("shows JSON in a string with its references as plain text, and leaves other strings alone", async () => {
    const definitions = '[{"image":"${data.aws_ssm_parameter.image["a"].value}","privileged":true}]';
    const json = {
      resource: {
        aws_ecs_task_definition: { agent: { container_definitions: definitions, family: "${aws_lb.x.name}" } },
      },
    };
    const hcl = convertToHcl(json, { jsonStrings: "literal-references" });
    expect(await readBack(hcl)).toEqual({
      resource: {
        aws_ecs_task_definition: {
          agent: {
            container_definitions: `[{"image":"data.aws_ssm_parameter.image['a'].value","privileged":true}]`,
            family: "${aws_lb.x.name}",
          },
        },
      },
    });
  });

  test.each([
    ["an unknown top-level key", { ephemeral: {} }, "the top-level key ephemeral cannot be shown to a scanner"],
    ["a module", { module: { vpc: { source: "./vpc" } } }, "the top-level key module"],
    ["a resource type without a table", { resource: { aws_unheard_of: { x: {} } } }, "resource aws_unheard_of"],
    ["a type named like a property of every object", { resource: { constructor: { x: {} } } }, "resource constructor"],
    ["dynamic blocks", { resource: { aws_lb: { x: { dynamic: { access_logs: {} } } } } }, "dynamic blocks"],
    ["a block that is an expression", { resource: { aws_lb: { x: { access_logs: "${local.logs}" } } } }, "access_logs"],
    ["an argument that HCL cannot name", { resource: { aws_lb: { x: { "a b": 1 } } } }, "a b"],
  ])("refuses %s instead of dropping it", (_, json, message) => {
    expect(() => convertToHcl(json, asWritten)).toThrow(message);
    expect(() => convertToHcl(objectOf(json), { jsonStrings: "literal-references" })).toThrow(message);
  });
});
