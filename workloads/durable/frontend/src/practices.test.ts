import { expect, test } from "vitest";
import { loadPractices, ofTopic, type Practice } from "./practices";

const practice: Practice = {
  slug: "build-once",
  title: "What was tested is what is deployed",
  topic: "delivery",
  withoutIt: "production runs an image that nobody tried",
};
const { withoutIt, ...others } = practice;
const sent = { ...others, without_it: withoutIt };

const answering =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

test("shows what the backend has", async () => {
  expect(await loadPractices(answering([sent]))).toEqual({ kind: "ready", practices: [practice] });
});

test.each([
  ["an error of the backend", answering({}, 503), "the backend answered 503"],
  ["no list", answering({ practices: [] }), "the backend answered something else"],
  ["a practice without a title", answering([sent, { ...sent, title: 1 }]), "the backend answered something else"],
  ["an unknown topic", answering([{ ...sent, topic: "fashion" }]), "the backend answered something else"],
  ["no JSON", () => Promise.resolve(new Response("<html>")), "the backend cannot be reached"],
  ["no backend", () => Promise.reject(new TypeError("fetch failed")), "the backend cannot be reached"],
])("says what went wrong: %s", async (_, fetchAnswer, reason) => {
  expect(await loadPractices(fetchAnswer)).toEqual({ kind: "failed", reason });
});

test("shows those of one topic, or all of them", () => {
  const code: Practice = { ...practice, slug: "small-interfaces", topic: "code" };
  expect(ofTopic([practice, code], "code")).toEqual([code]);
  expect(ofTopic([practice, code], undefined)).toEqual([practice, code]);
});
