import { describe, expect, test } from "vitest";
import { answerTo, type Backend } from "./answer.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const files = new Map([
  ["/index.html", bytes("<html>")],
  ["/chat.js", bytes("fetch")],
]);
const echo: Backend = async (method, path, { authorization, body }) => ({
  status: 201,
  body: JSON.stringify([method, path, authorization, body]),
});

function answer(path: string, method = "GET", backend = echo) {
  return answerTo({ method, path, authorization: "Bearer t", body: "{}" }, files, backend);
}

test("is healthy without the backend", async () => {
  const silent: Backend = () => Promise.reject(new Error("refused"));
  expect(await answer("/health", "GET", silent)).toMatchObject({ status: 200, body: "ok\n" });
  expect(await answer("/api/chat", "POST", silent)).toMatchObject({ status: 502 });
});

test.each([
  ["/", "text/html; charset=utf-8"],
  ["/chat.js", "text/javascript; charset=utf-8"],
])("answers %s with its file", async (path, type) => {
  expect(await answer(path)).toMatchObject({ status: 200, headers: { "content-type": type } });
});

test("hands questions on with the visitor's token", async () => {
  const body = '["POST","/api/chat","Bearer t","{}"]';
  expect(await answer("/api/chat", "POST")).toMatchObject({ status: 201, body });
});

test.each(["/api/health", "/../answer.ts", "/none.js"])("has nothing at %s", async (path) => {
  expect(await answer(path)).toMatchObject({ status: 404 });
});

describe("every answer keeps browsers from harm", () => {
  test.each(["/", "/health", "/none.js", "/api/history"])("%s", async (path) => {
    const { headers } = await answer(path);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'self';/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});
