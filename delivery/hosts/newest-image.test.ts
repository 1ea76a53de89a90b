import { expect, test } from "vitest";
import { answering, testSettings } from "../../test/helpers/answering";
import { imageClients, newestImage } from "./newest-image";

const name = "/aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id";

function newest(answer: object | ((input: object) => object)) {
  return newestImage(answering(imageClients(testSettings), { GetParameter: answer }), "arm64");
}

test("is what Canonical publishes for the processors", async () => {
  const asked: object[] = [];
  const id = await newest((input) => {
    asked.push(input);
    return { Parameter: { Value: "ami-0123456789abcdef0" } };
  });
  expect({ id, asked }).toEqual({ id: "ami-0123456789abcdef0", asked: [{ Name: name }] });
});

test.each([
  [
    "is not there",
    () => Promise.reject(Object.assign(new Error(name), { name: "ParameterNotFound" })),
    "this region has no",
  ],
  ["holds something else", { Parameter: { Value: "ubuntu" } }, "holds no id of an image"],
])("where the parameter %s, that is said", async (_, answer, words) => {
  await expect(newest(answer)).rejects.toThrow(words);
});
