import { expect, test } from "vitest";
import { convertToHcl } from "./convert";
import { blocksInSchemas } from "./provider-schema";

const text = JSON.stringify({
  format_version: "1.0",
  provider_schemas: {
    "registry.terraform.io/hashicorp/aws": {
      provider: { version: 0, block: { block_types: { assume_role: { nesting_mode: "list", block: {} } } } },
      resource_schemas: {
        aws_instance: {
          version: 1,
          block: {
            attributes: { ami: { type: "string", optional: true }, tags: { type: ["map", "string"], optional: true } },
            block_types: {
              root_block_device: { nesting_mode: "list", block: { attributes: { encrypted: { type: "bool" } } } },
            },
          },
        },
        aws_default_network_acl: {
          block: {
            attributes: {
              ingress: {
                type: ["set", ["object", { action: "string", ports: ["list", ["object", {}]] }]],
                optional: true,
              },
              owner: { type: ["list", ["object", { id: "string" }]], computed: true },
            },
          },
        },
      },
      data_source_schemas: { aws_ami: { block: { block_types: { filter: { block: {} } } } } },
    },
  },
});

test("tells the blocks of each type, with attributes that are written as blocks", () => {
  expect(blocksInSchemas(text)).toEqual({
    resource: { aws_instance: { root_block_device: {} }, aws_default_network_acl: { ingress: { ports: {} } } },
    data: { aws_ami: { filter: {} } },
    provider: { aws: { assume_role: {} } },
  });
});

test("lets a type be shown to scanners that no construct makes", () => {
  const json = { resource: { aws_instance: { web: { root_block_device: [{ encrypted: false }] } } } };
  const jsonStrings = "literal-references";
  expect(convertToHcl(json, { jsonStrings, learned: blocksInSchemas(text) })).toContain(
    "root_block_device {\nencrypted = false\n}",
  );
  expect(() => convertToHcl(json, { jsonStrings })).toThrow(
    "no provider of the stack says which parts of resource aws_instance are blocks",
  );
});

test.each(["{}", '{"provider_schemas":{"aws":{"resource_schemas":{"aws_instance":{}}}}}', "nothing"])(
  "refuses %s",
  (other) => {
    expect(() => blocksInSchemas(other)).toThrow();
  },
);
