import { beforeEach, expect, test } from "vitest";
import { answerTo, type Surroundings } from "./answer.ts";
import { embeddingOf } from "./embedding.ts";
import type { Exchange } from "./history.ts";
import { tokenFor } from "./tokens.ts";

const jwtSecret = "k".repeat(32);
let now = 1000;
let surroundings: Surroundings;

beforeEach(() => {
  now = 1000;
  const kept: [string, string][] = [];
  const said: [string, Exchange][] = [];
  const of = <Value>(all: readonly [string, Value][], visitor: string) =>
    all.filter(([owner]) => owner === visitor).map(([, value]) => value);
  surroundings = {
    jwtSecret,
    nowSeconds: () => now,
    notes: {
      add: async (visitor, text) => void kept.push([visitor, text]),
      nearest: async (visitor, _, count) => of(kept, visitor).slice(0, count),
    },
    history: {
      add: async (visitor, exchange) => void said.unshift([visitor, exchange]),
      latest: async (visitor, count) => of(said, visitor).slice(0, count),
    },
  };
});

function ask(name: string, token?: string, body = "") {
  const [method = "", path = ""] = name.split(" ");
  return answerTo({ method, path, body, authorization: token && `Bearer ${token}` }, surroundings);
}

const saying = (text: string) => JSON.stringify({ text });

test("health needs no session, and asks no database", async () => {
  expect(await ask("GET /api/health")).toEqual({ status: 200, content: { status: "ok" } });
});

test("a session's token opens the routes for an hour", async () => {
  const { status, content } = await ask("POST /api/sessions");
  expect([status, content]).toEqual([201, { token: expect.any(String), expiresInSeconds: 3600 }]);
  const token = "token" in content ? String(content.token) : "";
  expect(await ask("GET /api/history", token)).toMatchObject({ status: 200 });
  now += 3600;
  expect(await ask("GET /api/history", token)).toMatchObject({ status: 401 });
});

test("what a visitor tells is answered to that visitor alone, and remembered", async () => {
  const [ana, ben] = ["ana", "ben"].map((name) => tokenFor(name, 2000, jwtSecret));
  expect(await ask("POST /api/notes", ana, saying("the tower is by the sea"))).toMatchObject({ status: 201 });
  const answer = "the tower is by the sea";
  const asked = await ask("POST /api/chat", ana, saying("where is the tower?"));
  expect(asked).toEqual({ status: 200, content: { answer, sources: [answer] } });
  expect(await ask("POST /api/chat", ben, saying("where is the tower?"))).toMatchObject({ content: { sources: [] } });
  const exchanges = [{ question: "where is the tower?", answer }];
  expect(await ask("GET /api/history", ana)).toEqual({ status: 200, content: { exchanges } });
});

const good = tokenFor("ana", 2000, jwtSecret);
const [head, body, signature] = good.split(".");

test.each([
  ["none", undefined],
  ["another key's", tokenFor("ana", 2000, "x".repeat(32))],
  ["one that has ended", tokenFor("ana", 999, jwtSecret)],
  ["one without a signature", `${head}.${body}.`],
  ["one with another's claims", `${head}.${tokenFor("ben", 9999, jwtSecret).split(".")[1]}.${signature}`],
  ["one of no algorithm", `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`],
])("with %s for a token, nothing opens", async (_, token) => {
  expect(await ask("POST /api/chat", token, saying("hello"))).toMatchObject({ status: 401 });
});

test.each(["", "{", '"text"', "{}", saying(""), saying("x".repeat(2001))])("%s is no question", async (text) => {
  expect(await ask("POST /api/chat", good, text)).toMatchObject({ status: 400 });
});

test("what is not there is not there, with a token or without", async () => {
  expect(await ask("GET /api/chat", good)).toMatchObject({ status: 404 });
  expect(await ask("GET /")).toMatchObject({ status: 404 });
});

test("the same words lie in the same place, at the length of one", () => {
  const place = embeddingOf("The tower");
  expect(embeddingOf("tower the")).toEqual(place);
  expect(embeddingOf("a ship")).not.toEqual(place);
  expect(Math.hypot(...place)).toBeCloseTo(1, 10);
  expect(new Set(embeddingOf(""))).toEqual(new Set([0]));
});
