import fc from "fast-check";
import { expect, test } from "vitest";
import { type Change, changesTo, type Found } from "./changes";

const suspend = { autoscaling: "suspended" };
const resume = { autoscaling: "active" };
const none = { desiredCount: 0 };
const two = { desiredCount: 2 };

const table = [
  ["asleep", { desiredCount: 2, autoscaling: "active" }, [suspend, none]],
  ["torn down", { desiredCount: 2, autoscaling: "active" }, [suspend, none]],
  ["asleep", { desiredCount: 2, autoscaling: "suspended" }, [none]],
  ["asleep", { desiredCount: 0, autoscaling: "active" }, [suspend]],
  ["asleep", { desiredCount: 0, autoscaling: "suspended" }, []],
  ["asleep", { desiredCount: 2, autoscaling: "absent" }, [none]],
  ["awake", { desiredCount: 0, autoscaling: "suspended" }, [two, resume]],
  ["awake", { desiredCount: 2, autoscaling: "suspended" }, [resume]],
  ["awake", { desiredCount: 0, autoscaling: "absent" }, [two]],
  ["awake", { desiredCount: 1, autoscaling: "active" }, [two]],
  ["awake", { desiredCount: 5, autoscaling: "active" }, []],
  ["awake", { desiredCount: 5, autoscaling: "suspended" }, [resume]],
] as const;

test.each(table)("to be %s, of %j it changes %j", (wanted, found, changes) => {
  expect(changesTo(wanted, found, 2)).toEqual(changes);
});

test("what a failure leaves anywhere ends right once the whole is done again", () => {
  const facts = fc.record({
    desiredCount: fc.nat(9),
    autoscaling: fc.constantFrom("active", "suspended", "absent"),
    minimumTasks: fc.nat(3),
    first: fc.constantFrom("awake", "asleep", "torn down"),
    done: fc.nat(2),
    wanted: fc.constantFrom("awake", "asleep", "torn down"),
  });
  fc.assert(
    fc.property(facts, ({ minimumTasks, first, done, wanted, ...found }) => {
      const left = after(found, changesTo(first, found, minimumTasks).slice(0, done));
      const end = after(left, changesTo(wanted, left, minimumTasks));
      expect(changesTo(wanted, end, minimumTasks)).toEqual([]);
      expect(end.desiredCount).toBe(wanted === "awake" ? Math.max(left.desiredCount, minimumTasks) : 0);
      const fitting = wanted === "awake" ? "active" : "suspended";
      expect(end.autoscaling).toBe(found.autoscaling === "absent" ? "absent" : fitting);
    }),
    { seed: 13, numRuns: 1000 },
  );
});

test("autoscaling is never active while fewer tasks than the least are wanted of a service that sleeps or wakes", () => {
  for (const [wanted, found] of table) {
    if (found.autoscaling !== "suspended") continue;
    const changes = changesTo(wanted, found, 2);
    const steps = changes.map((_, index) => after(found, changes.slice(0, index + 1)));
    expect(steps.filter(({ desiredCount, autoscaling }) => autoscaling === "active" && desiredCount < 2)).toEqual([]);
  }
});

function after(found: Found, changes: readonly Change[]): Found {
  return Object.assign({}, found, ...changes);
}
