import { expect, test } from "vitest";
import { conditionsHold } from "./conditions";
import { requestContext } from "./request-context";

type Row = readonly [
  source: string,
  operator: string,
  wanted: string | readonly string[],
  found: string | readonly string[] | undefined,
  holds: boolean,
];

/** Titles and sections of the IAM User Guide. */
const operators = "Condition operators";
const severalValues = "Conditions with multiple context keys or values, Evaluation logic";
const sets = "Single-valued vs. multivalued context keys";
const vpc = "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-1";

const rows: readonly Row[] = [
  [`${operators}, String`, "StringEquals", "x", "x", true],
  [`${operators}, String`, "StringEquals", "x", "X", false],
  [`${operators}, String`, "StringEquals", "x*", "xy", false],
  [`${operators}, String`, "StringNotEquals", "x", "y", true],
  [`${operators}, String`, "StringNotEquals", "x", "x", false],
  [`${operators}, String`, "StringLike", "a?c*", "abcd", true],
  [`${operators}, String`, "StringLike", "a?c*", "acd", false],
  [`${operators}, String`, "StringLike", "a.c", "abc", false],
  [`${operators}, String`, "StringNotLike", "a*", "b", true],
  [`${operators}, a key that is not there`, "StringEquals", "x", undefined, false],
  [`${operators}, a key that is not there`, "StringLike", "*", undefined, false],
  [`${operators}, a key that is not there`, "StringNotEquals", "x", undefined, true],
  [`${operators}, a key that is not there`, "StringNotLike", "*", undefined, true],
  [`${operators}, Boolean`, "Bool", "true", "true", true],
  [`${operators}, Boolean`, "Bool", "false", "true", false],
  [`${operators}, ARN`, "ArnEquals", "arn:aws:ec2:*:*:vpc/*", vpc, true],
  [`${operators}, ARN`, "ArnLike", "arn:aws:ec2:*:*:vpc/*", vpc, true],
  [`${operators}, ARN: each part by itself`, "ArnLike", "arn:aws:*:vpc/*", vpc, false],
  [`${operators}, ARN`, "ArnNotLike", "arn:aws:ec2:*:*:vpc/*", vpc, false],
  [`${operators}, IfExists`, "StringEqualsIfExists", "x", undefined, true],
  [`${operators}, IfExists`, "StringEqualsIfExists", "x", "y", false],
  [`${operators}, IfExists`, "StringEqualsIfExists", "x", "x", true],
  [`${operators}, Null`, "Null", "true", undefined, true],
  [`${operators}, Null`, "Null", "true", "x", false],
  [`${operators}, Null`, "Null", "false", "x", true],
  [`${operators}, Null`, "Null", "false", undefined, false],
  [`${severalValues}: OR`, "StringEquals", ["x", "y"], "y", true],
  [`${severalValues}: NOR`, "StringNotEquals", ["x", "y"], "y", false],
  [`${severalValues}: NOR`, "StringNotEquals", ["x", "y"], "z", true],
  [sets, "ForAllValues:StringLike", ["x", "*.x"], ["x", "y.x"], true],
  [sets, "ForAllValues:StringLike", ["x", "*.x"], ["x", "y"], false],
  [`${sets}: true without the key`, "ForAllValues:StringLike", "x", undefined, true],
  [`${sets}: true without values`, "ForAllValues:StringEquals", "x", [], true],
  [sets, "ForAnyValue:StringEquals", ["x", "z"], ["x", "y"], true],
  [sets, "ForAnyValue:StringEquals", "z", ["x", "y"], false],
  [`${sets}: false without the key`, "ForAnyValue:StringEquals", "x", undefined, false],
  [`${sets}: false without the key`, "ForAnyValue:StringNotEquals", "x", undefined, false],
  ["Policy variables, where you can use them", "StringEquals", "${aws:PrincipalTag/Team}", "agents", true],
  ["Policy variables, where you can use them", "StringLike", "*/${aws:PrincipalTag/Team}", "x/agents", true],
  ["Policy variables, a value is no pattern", "StringLike", "${aws:PrincipalTag/Star}", "agents", false],
  ["Policy variables, special characters", "StringLike", "a${*}", "a*", true],
  ["Policy variables, special characters", "StringLike", "a${*}", "ab", false],
  ["Policy variables, without a value", "StringEquals", "${aws:PrincipalTag/Nobody}", "", false],
];

test.each(rows)("%s: %s %j of %j: %s", (_source, operator, wanted, found, holds) => {
  const context = requestContext(
    { "aws:PrincipalTag/Team": "agents", "aws:PrincipalTag/Star": "*" },
    found === undefined ? {} : { "a:b": found },
  );
  expect(conditionsHold({ [operator]: { "a:b": [wanted].flat() } }, context)).toBe(holds);
});

/** "Conditions with multiple context keys or values": AND. */
test.each([
  [{ StringEquals: { "a:b": ["x"], "a:c": ["y"] } }, { "a:b": "x" }, false],
  [{ StringEquals: { "a:b": ["x"], "a:c": ["y"] } }, { "a:b": "x", "a:c": "y" }, true],
  [{ StringEquals: { "a:b": ["x"] }, Null: { "a:c": ["true"] } }, { "a:b": "x", "a:c": "y" }, false],
  [{ StringEquals: { "A:B": ["x"] } }, { "a:b": "x" }, true],
])("all keys of all operators: %j of %j: %s", (conditions, context, holds) => {
  expect(conditionsHold(conditions, requestContext(context))).toBe(holds);
});
