import { describe, expect, test } from "vitest";
import { answerTo, type Files } from "./answer.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const files: Files = new Map([
  ["/index.html", bytes("<html>")],
  ["/assets/index-1a2b3c4d.js", bytes("import")],
  ["/robots.txt", bytes("User-agent: *")],
]);
const answer = (path: string, method = "GET") => answerTo(method, path, files);
const html = { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" };

test("is healthy without a file of the page", () => {
  expect(answerTo("GET", "/health", new Map())).toMatchObject({ status: 200, body: "ok\n" });
});

test.each(["/", "/index.html", "/practices/build-once"])("answers %s with the page", (path) => {
  expect(answer(path)).toMatchObject({ status: 200, headers: html, body: bytes("<html>") });
});

test("lets browsers keep what has a hash in its name", () => {
  expect(answer("/assets/index-1a2b3c4d.js").headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expect(answer("/robots.txt").headers["cache-control"]).toBe("no-cache");
});

test.each(["/assets/index-0.js", "/../etc/passwd.txt", "/api/practices", "/api"])("has nothing at %s", (path) => {
  expect(answer(path)).toMatchObject({ status: 404, body: "there is nothing here\n" });
});

test("has nothing before the page is built", () => {
  expect(answerTo("GET", "/", new Map()).status).toBe(404);
});

test("refuses what would change something", () => {
  expect(answer("/", "POST")).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
});

describe("every answer keeps browsers from harm", () => {
  test.each([answer("/"), answer("/none.js"), answer("/health"), answer("/", "PUT")])("$status", ({ headers }) => {
    expect(headers["content-security-policy"]).toMatch(/^default-src 'self';/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  });
});
