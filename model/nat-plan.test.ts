import fc from "fast-check";
import { expect, test } from "vitest";
import { planNat } from "./nat-plan";

const someZones = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 6 });

test("sends both zones through the first zone's gateway", () => {
  expect(planNat("single", ["a", "b"])).toEqual([
    { zone: "a", gatewayZone: "a" },
    { zone: "b", gatewayZone: "a" },
  ]);
});

test("gives each zone its own gateway", () => {
  expect(planNat("per-zone", ["a", "b"])).toEqual([
    { zone: "a", gatewayZone: "a" },
    { zone: "b", gatewayZone: "b" },
  ]);
});

test("plans nothing without NAT, or without zones", () => {
  expect(planNat("none", ["a", "b"])).toEqual([]);
  expect(planNat("single", [])).toEqual([]);
  expect(planNat("per-zone", [])).toEqual([]);
});

test("gives every zone exactly one way out, through a gateway in one of the zones", () => {
  fc.assert(
    fc.property(fc.constantFrom("single", "per-zone"), someZones, (choice, zones) => {
      const plan = planNat(choice, zones);
      expect(plan.map(({ zone }) => zone)).toEqual(zones);
      expect(zones).toEqual(expect.arrayContaining(plan.map(({ gatewayZone }) => gatewayZone)));
    }),
  );
});

test("pays for one gateway, or for as many as there are zones", () => {
  const gateways = (plan: ReturnType<typeof planNat>) => new Set(plan.map(({ gatewayZone }) => gatewayZone)).size;
  fc.assert(
    fc.property(someZones, (zones) => {
      expect(gateways(planNat("single", zones))).toBe(Math.min(1, zones.length));
      expect(gateways(planNat("per-zone", zones))).toBe(zones.length);
    }),
  );
});
