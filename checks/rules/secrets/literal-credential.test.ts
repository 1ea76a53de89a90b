import { expect, test } from "vitest";
import { templateOf } from "../../template";
import { faults } from "../../testing/faults";
import { literalCredential as rule } from "./literal-credential";

const accessKey = `AKIA${"IOSFODNN7EXAMPLE"}`;

test("passes names and references of secrets", () => {
  expect(faults(rule, { aws_secretsmanager_secret: { gemini: { name: "lornu-staging/gemini-api-key" } } })).toEqual([]);
});

test("reports a credential wherever it stands, and does not repeat it", () => {
  expect(faults(rule, { aws_lb: { web: { tags: { Note: accessKey } } } })).toEqual([
    "aws_lb.web: tags.Note has the shape of a credential",
  ]);
  const found = rule.evaluate(
    templateOf({ provider: { aws: [{ access_key: accessKey }] }, output: { key: { value: accessKey } } }),
  );
  expect(found.map(({ resource, message }) => [resource.address, message])).toEqual([
    ["provider.aws", "aws[0].access_key has the shape of a credential"],
    ["output.key", "key.value has the shape of a credential"],
  ]);
});
