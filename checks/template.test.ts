import { describe, expect, test } from "vitest";
import { parseTemplate, referencesIn, resourcesOfType } from "./template";

const text = JSON.stringify({
  resource: {
    aws_lb: { web: { "//": { metadata: { path: "staging/ingress/web" } }, name: "web" }, other: { name: "other" } },
  },
  data: { aws_vpc: { network: { tags: { Name: "staging" } } } },
});

describe("a stack's Terraform JSON", () => {
  test("gives each resource its address and the construct that made it", () => {
    expect(
      resourcesOfType(parseTemplate(text), "aws_lb").map(({ address, constructPath }) => [address, constructPath]),
    ).toEqual([
      ["aws_lb.web", "staging/ingress/web"],
      ["aws_lb.other", "aws_lb.other"],
    ]);
  });

  test("keeps data sources apart from resources", () => {
    expect(parseTemplate(text).dataSources.map(({ address }) => address)).toEqual(["data.aws_vpc.network"]);
    expect(resourcesOfType(parseTemplate(text), "aws_vpc")).toEqual([]);
  });

  test("tells what a value refers to, and takes nothing from text or comments", () => {
    const value = {
      "//": "${aws_lb.comment.id}",
      groups: ["${aws_security_group.a-b.id}", "${aws_security_group.a-b.arn}"],
      policy: '{"Resource":"${data.aws_s3_bucket.logs.arn}/*","Note":"aws_lb.text.id $${aws_lb.escaped.id}"}',
    };
    expect(referencesIn(value)).toEqual(["aws_security_group.a-b", "data.aws_s3_bucket.logs"]);
  });

  test("must be a JSON object", () => {
    expect(() => parseTemplate("[]")).toThrow("must be an object");
    expect(() => parseTemplate("{")).toThrow(SyntaxError);
  });
});
