import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type Answers, answering, testSettings } from "../../test/helpers/answering";
import { planOf, webFacts } from "../../test/helpers/plan-facts";
import { weekdays as facts } from "../../test/helpers/weekdays";
import { keepRunning, overrideClients, wishOf } from "./keep-running";

const plan = planOf({ shop: webFacts() }, { schedule: facts });

const midday = Temporal.Instant.from("2026-11-23T12:00:00-08:00");
const night = Temporal.Instant.from("2026-11-23T22:00:00-08:00");
const saturday = Temporal.Instant.from("2026-11-28T12:00:00-08:00");

/** What was sent to AWS, and what the person is told. */
async function tell(until: string | undefined, now: Temporal.Instant, answers: Answers = {}) {
  const sent: object[] = [];
  const kept = (name: string) => (input: object) => {
    sent.push({ name, ...input });
    return {};
  };
  const calls = ["AddTagsToResource", "RemoveTagsFromResource", "Invoke"];
  const clients = answering(overrideClients(testSettings), {
    ...Object.fromEntries(calls.map((name) => [name, kept(name)])),
    ...answers,
  });
  const sentences = await keepRunning(clients, wishOf(plan, until, now), now);
  return { sentences, sent };
}

const parameter = { ResourceType: "Parameter", ResourceId: "/shop/schedule" };
const invoked = {
  name: "Invoke",
  FunctionName: "shop-schedule",
  InvocationType: "Event",
  Payload: '{"trigger":"person"}',
};
const tagged = (Value: string) => ({
  name: "AddTagsToResource",
  ...parameter,
  Tags: [{ Key: "keep-running-until", Value }],
});

describe("an environment that is kept running", () => {
  test("by day stays as it is, and is told of its end", async () => {
    expect(await tell("2026-11-24T05:00:00Z", midday)).toEqual({
      sent: [tagged("2026-11-23T21:00:00-08:00")],
      sentences: [
        "shop-test is kept running until 2026-11-23T21:00:00-08:00: tag keep-running-until of /shop/schedule",
        "it ends by itself: by its schedule shop-test is then asleep",
      ],
    });
  });

  test("no longer than its schedule does anyway is told so", async () => {
    expect((await tell("2026-11-23T18:00:00-08:00", midday)).sentences).toContain(
      "by its schedule shop-test is awake until 2026-11-23T20:00:00-08:00 anyway",
    );
  });

  test("at night has its function called, so that it wakes at once", async () => {
    const { sent, sentences } = await tell("2026-11-24T07:30:00-08:00", night);
    expect(sent).toEqual([tagged("2026-11-24T07:30:00-08:00"), invoked]);
    expect(sentences).toContain("the function shop-schedule was called and starts the services within minutes");
  });

  test("wakes within the hour where nobody could call its function", async () => {
    const refused = () => {
      throw Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
    };
    const { sentences } = await tell("2026-11-24T07:30:00-08:00", night, { Invoke: refused });
    expect(sentences[1]).toBe(
      "the function shop-schedule starts the services when it looks next, within an hour, as it could not be called: AWS refuses this: not authorized; use a role that may",
    );
  });

  test("while it is torn down comes back by the workflow", async () => {
    const { sentences } = await tell("2026-11-29T18:00:00-08:00", saturday);
    expect(sentences[2]).toContain("the scheduled workflow on GitHub brings it back");
    expect(sentences[3]).toContain("is then torn down");
  });

  test("for weeks is told what that means", async () => {
    expect((await tell("2026-12-07T12:00:00-08:00", midday)).sentences).toHaveLength(2);
    expect((await tell("2026-12-23T12:00:00-08:00", midday)).sentences[2]).toBe(
      "that is 30 days from now, all billed as awake; to end it sooner: npx slipway awake shop-test --off",
    );
  });
});

test("goes by its schedule again, at once", async () => {
  expect(await tell(undefined, night)).toEqual({
    sent: [{ name: "RemoveTagsFromResource", ...parameter, TagKeys: ["keep-running-until"] }, invoked],
    sentences: [
      "shop-test follows its schedule again: tag keep-running-until of /shop/schedule is gone",
      "the function shop-schedule was called and puts the services to sleep within minutes",
    ],
  });
});

describe("nothing is asked of AWS for", () => {
  test.each([
    ["2026-11-23T18:00:00", "is not a time with its offset from UTC"],
    ["2026-11-20T18:00:00-08:00", "has passed; use a time to come"],
  ])("%s", (until, problem) => expect(() => wishOf(plan, until, midday)).toThrow(problem));

  test("an environment that runs all week", () => {
    expect(() => wishOf(planOf({ shop: webFacts() }), undefined, midday)).toThrow("has no schedule and runs all week");
  });
});

test("is refused in words where the base stack is missing", async () => {
  const missing = () => {
    throw Object.assign(new Error(""), { name: "InvalidResourceId" });
  };
  await expect(tell("2026-11-24T07:30:00-08:00", night, { AddTagsToResource: missing })).rejects.toThrow(
    "there is no parameter /shop/schedule to bear the tag; apply the base stack shop-test-base first",
  );
});
