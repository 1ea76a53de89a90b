import { describe, expect, test } from "vitest";
import { fixture } from "./fixtures";
import { cloud, stacksOf, terraformJson } from "./stacks";
import { lostAddresses, statefulStack, updatedAddresses } from "./stateful-addresses";

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
    const [, base] = stacksOf(fixture("small"), cloud);
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
