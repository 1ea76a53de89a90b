import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  featureFacts,
  isCarried,
  isInRange,
  oldestProviderVersion,
  type ProviderFeature,
  providerVersionConstraint,
} from "./provider-features";

const jwt: ProviderFeature = "alb-jwt-validation";

test("the facts of a feature", () => {
  expect(featureFacts(jwt)).toEqual({ title: "ALB JWT validation", since: "6.22.0" });
  expect(featureFacts("ecs-blue-green")).toEqual({ title: "blue/green deployments by ECS", since: "6.4.0" });
});

describe("the range that a stack asks for", () => {
  test("starts at the oldest supported provider where no feature needs more", () => {
    expect(providerVersionConstraint([], [])).toBe(">= 5.100.0, < 7.0.0");
  });

  test("is raised by the newest feature", () => {
    expect(providerVersionConstraint([jwt], [])).toBe(">= 6.22.0, < 7.0.0");
    expect(providerVersionConstraint(["ecs-blue-green"], [])).toBe(">= 6.4.0, < 7.0.0");
    expect(providerVersionConstraint(["ecs-blue-green", jwt], [])).toBe(">= 6.22.0, < 7.0.0");
  });
});

test("releases that cannot read the state of flow logs are left out where there are any, and nothing needs newer ones", () => {
  const range = providerVersionConstraint([], ["aws_vpc", "aws_flow_log", "aws_flow_log"]);
  expect(range).toBe(
    ">= 5.100.0, != 6.0.0, != 6.1.0, != 6.2.0, != 6.3.0, != 6.4.0, != 6.5.0, != 6.6.0, != 6.7.0, != 6.8.0, != 6.9.0, " +
      "!= 6.10.0, != 6.11.0, != 6.12.0, < 7.0.0",
  );
  const allowed = ["5.100.0", "6.0.0", "6.12.0", "6.13.0", "6.31.0"].filter((version) => isInRange(version, range));
  expect(allowed).toEqual(["5.100.0", "6.13.0", "6.31.0"]);
  expect(providerVersionConstraint([jwt], ["aws_flow_log"])).toBe(">= 6.22.0, < 7.0.0");
});

test.each([
  ["5.99.0", false],
  ["5.100.0", true],
  ["6.31.0", true],
  ["7.0.0", false],
])("%s in the default range: %s", (version, expected) => {
  expect(isInRange(version, providerVersionConstraint([], []))).toBe(expected);
});

describe("a rehearsal", () => {
  test.each([
    { providerVersion: "5.100.0", carried: false },
    { providerVersion: "6.21.9", carried: false },
    { providerVersion: "6.22.0", carried: true },
    { providerVersion: "6.22.1", carried: true },
    { providerVersion: "6.100.0", carried: true },
    { providerVersion: "7.0.0", carried: true },
  ])("with provider $providerVersion carries JWT validation: $carried", ({ providerVersion, carried }) => {
    expect(isCarried(jwt, { providerVersion })).toBe(carried);
  });

  test("compares versions by number, not by letter", () => {
    const part = fc.nat({ max: 200 });
    const [sinceMajor = 0, sinceMinor = 0, sincePatch = 0] = featureFacts(jwt).since.split(".").map(Number);
    const weight = (major: number, minor: number, patch: number) => (major * 1000 + minor) * 1000 + patch;
    fc.assert(
      fc.property(fc.nat({ max: 12 }), part, part, (major, minor, patch) => {
        const carried = isCarried(jwt, { providerVersion: `${major}.${minor}.${patch}` });
        expect(carried).toBe(weight(major, minor, patch) >= weight(sinceMajor, sinceMinor, sincePatch));
      }),
    );
  });

  test("carries what a stack's own range allows", () => {
    fc.assert(
      fc.property(fc.subarray<ProviderFeature>([jwt]), (used) => {
        const [, oldest = oldestProviderVersion] =
          /^>= (\S+),/.exec(providerVersionConstraint(used, ["aws_flow_log"])) ?? [];
        for (const feature of used) expect(isCarried(feature, { providerVersion: oldest })).toBe(true);
      }),
    );
  });
});
