import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../config/load";
import { goldenFileNames, goldenFiles, readGolden } from "./helpers/golden";
import { cloud, stacksOf, terraformJson } from "./helpers/stacks";
import {
  lostAddresses,
  readStatefulAddresses,
  statefulStack,
  statefulStacks,
  updatedAddresses,
} from "./helpers/stateful-addresses";

const configuration = loadConfiguration(resolve("."));

describe("golden files", () => {
  const files = goldenFiles(configuration);

  test("there is one for each stack and target, and no other", () => {
    expect([...goldenFileNames()].sort()).toEqual([...files.keys()].sort());
  });

  test.each([...files])("%s is what its stack synthesizes to", (name, json) => {
    expect(json, "meant so? npm run golden writes it anew; read the difference").toBe(readGolden(name));
  });
});

describe("what must not be lost", () => {
  const stacks = statefulStacks(configuration);

  test("is still at the address that it was made at", () => {
    expect(lostAddresses(readStatefulAddresses(), stacks)).toEqual([]);
  });

  test("is all on the list", () => {
    const listed = readStatefulAddresses();
    expect(updatedAddresses(listed, stacks), "npm run golden adds what is new").toEqual(listed);
  });
});

describe("the list of stateful addresses", () => {
  const listed = { "staging-base": ["aws_kms_key.key_key_1"] };
  const stackOf = (json: object) => statefulStack("staging-base", JSON.stringify(json));

  test("misses an address that its stack no longer has, and tells to add a moved block", () => {
    const renamed = stackOf({ resource: { aws_kms_key: { key_key_2: {} } } });
    expect(lostAddresses(listed, [renamed])).toEqual([
      'staging-base would destroy aws_kms_key.key_key_1, and what it holds; if it was renamed, add a moved block: this.addOverride("moved", [{ from: "aws_kms_key.key_key_1", to }]) in the stack; if it is to go, remove it from test/golden/stateful-addresses.json by hand',
    ]);
    expect(updatedAddresses(listed, [renamed])).toEqual({
      "staging-base": ["aws_kms_key.key_key_1", "aws_kms_key.key_key_2"],
    });
  });

  test("misses the addresses of a stack that is gone", () => {
    expect(lostAddresses(listed, [])).toHaveLength(1);
    expect(updatedAddresses(listed, [])).toEqual(listed);
  });

  test("follows a moved block", () => {
    const [, base] = stacksOf(configuration, cloud);
    base?.addOverride("moved", [{ from: "aws_kms_key.key_key_1", to: "aws_kms_key.key_F64E54E4" }]);
    const moved = base === undefined ? [] : [statefulStack("staging-base", terraformJson(base))];
    expect(lostAddresses(listed, moved)).toEqual([]);
    expect(updatedAddresses(listed, moved)["staging-base"]).not.toContain("aws_kms_key.key_key_1");
  });

  test("holds nothing stateless", () => {
    expect(stackOf({ resource: { aws_subnet: { a: {} }, aws_s3_bucket: { logs: {} } } }).addresses).toEqual([
      "aws_s3_bucket.logs",
    ]);
  });
});
