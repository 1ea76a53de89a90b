import { expect, test } from "vitest";
import { fargateTaskMonthlyUsd, hourlyToMonthlyUsd, prices } from "./prices";

test("prices half a vCPU and a GiB for a month", () => {
  expect(fargateTaskMonthlyUsd({ cpuUnits: 512, memoryMiB: 1024 })).toBeCloseTo(18.02, 2);
});

test("prices ARM tasks lower than x86 ones", () => {
  expect(fargateTaskMonthlyUsd({ cpuUnits: 512, memoryMiB: 1024 }, "arm64")).toBeCloseTo(14.42, 2);
});

test("knows what an idle NAT gateway costs a month", () => {
  expect(hourlyToMonthlyUsd(prices.natGatewayHour)).toBeCloseTo(32.85, 2);
});
