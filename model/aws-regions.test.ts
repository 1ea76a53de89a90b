import { VPCRegion } from "@aws-sdk/client-route-53";
import { expect, test } from "vitest";
import { awsRegions, otherPartitions } from "./aws-regions";

test("the regions are those that AWS's own model lists, without the other partitions'", () => {
  expect(awsRegions).toEqual(
    Object.values(VPCRegion)
      .filter((region) => !otherPartitions.test(region))
      .sort(),
  );
});
