import { describe, expect, test } from "vitest";
import { soleExpression, templateParts, withLiteralReferences } from "./template-string";

describe("Terraform strings", () => {
  test("end an expression at its own brace, past strings and braces inside of it", () => {
    const source = 'a ${join("}", ["${upper("x")}", { k = 1 }.k])} b';
    expect(templateParts(source)).toEqual([
      { kind: "text", source: "a " },
      { kind: "expression", source: '${join("}", ["${upper("x")}", { k = 1 }.k])}' },
      { kind: "text", source: " b" },
    ]);
  });

  test("keep escapes as text, a string's end behind an escaped quote included", () => {
    expect(templateParts("$${a} %%{b}")).toEqual([{ kind: "text", source: "$${a} %%{b}" }]);
    expect(templateParts('${f("\\"}")}!').at(-1)).toEqual({ kind: "text", source: "!" });
  });

  test("know the string that is one expression from the one that only holds it", () => {
    expect(soleExpression("${aws_lb.web.arn}")).toBe("aws_lb.web.arn");
    expect(soleExpression("${aws_lb.web.arn}/*")).toBeUndefined();
    expect(soleExpression("%{if a}b%{endif}")).toBeUndefined();
    expect(soleExpression("")).toBeUndefined();
  });

  test("become readable as JSON when references are written as text", () => {
    const source = '{"image":"${data.aws_ecr_image.x["a"].uri}"}';
    expect(JSON.parse(withLiteralReferences(source))).toEqual({ image: "data.aws_ecr_image.x['a'].uri" });
  });
});
