import { expect, test } from "vitest";
import { TerraformCloudError } from "./refusal";
import { answerTo, type Question } from "./transport";

type Reply = Response | Error;

/** A server that gives these replies in turn, the last again and again; @returns what came of one question */
async function asked(method: Question["method"], ...replies: readonly Reply[]) {
  let questions = 0;
  const waits: number[] = [];
  const access = {
    hostname: "app.terraform.io",
    token: "secret",
    fetch: () => {
      const reply = replies[Math.min(questions++, replies.length - 1)];
      return reply instanceof Response ? Promise.resolve(reply.clone()) : Promise.reject(reply);
    },
    sleep: (milliseconds: number) => Promise.resolve(waits.push(milliseconds)),
  };
  const url = "https://app.terraform.io/api/v2/runs";
  const question = { method, url, what: `${method} /runs`, headers: {}, timeoutMilliseconds: 1000 };
  const answer = await answerTo(access, question).catch((error: unknown) => {
    if (error instanceof TerraformCloudError) return error;
    throw error;
  });
  return { answer, questions, waits };
}

const done = new Response("{}");
const gone = new Response("{}", { status: 404 });
const busy = new Response("", { status: 503 });
const lost = new TypeError("fetch failed", { cause: Object.assign(new Error("gone"), { code: "ECONNRESET" }) });
const closed = new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });
const untrusted = new TypeError("fetch failed", {
  cause: Object.assign(new Error("no"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
});

function limited(headers: Readonly<Record<string, string>> = {}) {
  return new Response("{}", { status: 429, headers });
}

test.each(["GET", "POST", "PATCH", "DELETE", "PUT"] as const)(
  "a rate limit is waited for by %s too",
  async (method) => {
    const { answer, questions, waits } = await asked(method, limited({ "x-ratelimit-reset": "2.5" }), done);
    expect(answer).toMatchObject({ status: 200 });
    expect(questions).toBe(2);
    expect(waits).toEqual([expect.closeTo(2650, -3)]);
    expect(waits[0]).toBeGreaterThanOrEqual(2500);
  },
);

test.each([
  [{ "retry-after": "3" }, 3000],
  [{ "retry-after": new Date(Date.now() + 60_000).toUTCString() }, 59_000],
  [{ "x-ratelimit-reset": "0" }, 100],
  [{ "x-ratelimit-reset": "soon" }, 1000],
  [{}, 1000],
])("a rate limit says how long to wait: %o", async (headers, milliseconds) => {
  const { waits } = await asked("GET", limited(headers), done);
  expect(waits[0]).toBeGreaterThanOrEqual(milliseconds - 1000 * Number(milliseconds > 50_000));
  expect(waits[0]).toBeLessThan(milliseconds + 2000);
});

test("a rate limit that does not end is told after 30 waits, and one that is too long at once", async () => {
  const endless = await asked("POST", limited({ "x-ratelimit-reset": "0.5" }));
  expect(endless.answer).toMatchObject({ status: 429, isUncertain: false });
  expect(endless.questions).toBe(31);
  const long = await asked("POST", limited({ "retry-after": "599.5" }));
  expect(long.questions).toBe(1);
  expect(long.answer).toMatchObject({
    message: "app.terraform.io was asked too often (429); try again in 600 seconds",
  });
});

test.each(["GET", "PATCH", "DELETE", "PUT"] as const)(
  "a lost answer and a failing server are asked again by %s, with an end",
  async (method) => {
    expect(await asked(method, lost, busy, closed, done)).toMatchObject({ answer: { status: 200 }, questions: 4 });
    const { answer, questions, waits } = await asked(method, busy);
    expect(answer).toMatchObject({ status: 503, isUncertain: true });
    expect([questions, waits]).toEqual([5, [500, 1000, 2000, 4000]]);
  },
);

test.each([
  ["a lost answer", lost, { status: 0, isUncertain: true }],
  ["a failing server", busy, { status: 503, isUncertain: true }],
  ["a server that was never reached", closed, { status: 0, isUncertain: false }],
  ["a refusal", gone, { status: 404, isUncertain: false }],
])("a POST is sent once, and its caller told whether it may have been done: %s", async (_, reply, expected) => {
  const { answer, questions } = await asked("POST", reply);
  expect(answer).toBeInstanceOf(TerraformCloudError);
  expect(answer).toMatchObject(expected);
  expect(questions).toBe(1);
});

test("what was deleted or uploaded by the question whose answer was lost is done", async () => {
  expect(await asked("DELETE", lost, gone)).toMatchObject({ answer: { status: 204 }, questions: 2 });
  expect(await asked("PUT", lost, gone)).toMatchObject({ answer: { status: 204 }, questions: 2 });
  expect(await asked("DELETE", gone)).toMatchObject({ answer: { status: 404 }, questions: 1 });
  expect(await asked("PATCH", lost, gone)).toMatchObject({ answer: { status: 404 }, questions: 2 });
});

test.each([
  ["a refusal", new Response("{}", { status: 403 })],
  ["a certificate that nobody trusts", untrusted],
])("%s is not asked again", async (_, reply) => {
  expect((await asked("GET", reply)).questions).toBe(1);
});

test("a redirected change is refused, as it would become a question", async () => {
  const { answer } = await asked("PATCH", new Response("", { status: 302 }));
  expect(answer).toMatchObject({ message: "app.terraform.io refuses PATCH /runs (302): without a reason" });
});
