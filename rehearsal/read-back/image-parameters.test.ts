import { expect, test } from "vitest";
import { aReading } from "../../test/helpers/reading";
import { imageParameters } from "./image-parameters";

test.each([
  { Value: `sha256:${"a".repeat(64)}`, says: "value is an image digest" },
  { Value: "latest", says: "value is no image digest" },
])("finds that $Value: $says", async ({ Value, says }) => {
  const Parameters = [
    { Name: "/aws/service/ami", Type: "String" },
    { Name: "/lornu-staging/image-digests/agent", Type: "String" },
  ];
  const reading = aReading({ DescribeParameters: { Parameters }, GetParameter: { Parameter: { Value } } });
  expect(await imageParameters.found(reading)).toEqual([
    "parameter /lornu-staging/image-digests/agent: type String",
    `parameter /lornu-staging/image-digests/agent: ${says}`,
  ]);
});
