import { expect, test } from "vitest";
import { monthlyUsd, prices } from "./prices";

test("prices half a vCPU and a GB for a month", () => {
  expect(monthlyUsd("fargateVcpu", 0.5) + monthlyUsd("fargateMemory", 1)).toBeCloseTo(18.02, 2);
});

test("prices ARM tasks lower than x86 ones, and Spot lower than either", () => {
  expect(monthlyUsd("fargateArmVcpu", 0.5) + monthlyUsd("fargateArmMemory", 1)).toBeCloseTo(14.42, 2);
  const { fargateVcpu, fargateMemory, fargateArmVcpu, fargateArmMemory } = prices;
  const share = prices.fargateSpotVcpu.usd / fargateVcpu.usd;
  expect(prices.fargateSpotMemory.usd).toBeCloseTo(fargateMemory.usd * share, 6);
  expect(prices.fargateArmSpotVcpu.usd).toBeCloseTo(fargateArmVcpu.usd * share, 6);
  expect(prices.fargateArmSpotMemory.usd).toBeCloseTo(fargateArmMemory.usd * share, 6);
});

test("knows what an idle NAT gateway costs a month", () => {
  expect(monthlyUsd("natGateway", 1)).toBeCloseTo(32.85, 2);
});

test("counts what is billed by the month or by use once", () => {
  expect(monthlyUsd("kmsKey", 2)).toBe(2);
  expect(monthlyUsd("trafficOut", 100)).toBeCloseTo(9, 10);
});
