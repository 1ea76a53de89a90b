import fc from "fast-check";
import { expect, test } from "vitest";
import { planOf, webFacts } from "../../test/helpers/plan-facts";
import type { RouteFacts } from "./facts";
import { routePriority } from "./route-priority";

const path = fc.stringMatching(/^\/[a-z*]{0,126}$/);
const paths = fc.array(path, { minLength: 1, maxLength: 4 });
const host = fc.constantFrom("shop.example.com", "api.example.com", "a.example.com");
const route: fc.Arbitrary<RouteFacts> = fc.oneof(
  fc.record({ host, paths: fc.constant([]) }),
  fc.record({ paths }),
  fc.record({ host, paths }),
);

test("stands above the rules of our own and within what AWS allows", () => {
  fc.assert(
    fc.property(route, (each) => {
      expect(routePriority(each)).toBeGreaterThanOrEqual(1_000);
      expect(routePriority(each)).toBeLessThan(49_000);
    }),
  );
});

test("asks for the longer of two paths first", () => {
  fc.assert(
    fc.property(path, path, fc.option(host, { nil: undefined }), (one, other, name) => {
      fc.pre(one.length > other.length);
      expect(routePriority({ host: name, paths: [one] })).toBeLessThan(routePriority({ host: name, paths: [other] }));
    }),
  );
});

test("asks for a host with paths before a host, and for that before paths alone", () => {
  fc.assert(
    fc.property(host, paths, paths, (name, its, others) => {
      const alone = routePriority({ host: name, paths: [] });
      expect(routePriority({ host: name, paths: its })).toBeLessThan(alone);
      expect(alone).toBeLessThan(routePriority({ paths: others }));
    }),
  );
});

test("counts the shortest of a route's paths, which takes the most requests", () => {
  expect(routePriority({ paths: ["/a", `/${"b".repeat(100)}`] })).toBeGreaterThan(routePriority({ paths: ["/ab"] }));
});

/** Every route at a service of its own, and one service for the rest. */
const planned = (routes: readonly RouteFacts[]) =>
  planOf({
    site: webFacts(),
    ...Object.fromEntries(routes.map((each, index) => [`s${index}`, webFacts({ routes: [each] })])),
  }).loadBalancer?.routes ?? [];

test("gives each rule of the load balancer a priority of its own, in the order in which they are asked", () => {
  fc.assert(
    fc.property(fc.array(route, { maxLength: 30 }), (routes) => {
      const priorities = planned(routes).map(({ priority }) => priority);
      expect(new Set(priorities).size).toBe(routes.length);
      expect(priorities).toEqual([...priorities].sort((left, right) => left - right));
      for (const priority of priorities) expect(priority).toBeLessThanOrEqual(50_000);
    }),
    { numRuns: 50 },
  );
});

test("moves no route when another is added that does not share its priority", () => {
  fc.assert(
    fc.property(fc.uniqueArray(route, { maxLength: 10, selector: routePriority }), route, (routes, added) => {
      fc.pre(!routes.some((each) => routePriority(each) === routePriority(added)));
      const after = planned([...routes, added]);
      for (const before of planned(routes)) expect(after).toContainEqual(before);
    }),
    { numRuns: 50 },
  );
});
