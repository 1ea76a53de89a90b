import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listenOnLoopback } from "../../test/helpers/loopback";
import { request } from "./request";

const heard: string[] = [];
const server = createServer((asked, response) => {
  const parts: string[] = [];
  asked.on("data", (part) => parts.push(String(part)));
  asked.on("end", () => {
    const { host, authorization } = asked.headers;
    heard.push([asked.method, host, ...(authorization === undefined ? [] : [authorization]), parts.join("")].join(" "));
    response.writeHead(301, { location: "https://staging.example.com:443/" }).end("moved");
  });
});
let url: URL;

beforeAll(async () => {
  url = new URL(`http://127.0.0.1:${await listenOnLoopback(server)}/health`);
});

afterAll(() => server.close());

test("asks for the host that is named, and follows no redirect", async () => {
  const answer = await request(url, { host: "api.example.com", method: "POST", json: { id: 1 } });
  expect(answer).toEqual({ status: 301, location: "https://staging.example.com:443/" });
  expect(heard).toEqual(['POST api.example.com {"id":1}']);
});

test("sends a token in its header, and does not tell it where nothing answers", async () => {
  await request(url, { bearerToken: "a.b.c" });
  expect(heard.at(-1)).toBe(`GET ${url.host} Bearer a.b.c `);
  const failed = await request(new URL("http://127.0.0.1:1/"), { bearerToken: "a.b.c" }).catch(String);
  expect(failed).toMatch("no answer from http://127.0.0.1:1/");
  expect(failed).not.toContain("a.b.c");
});

test("says in a sentence why nothing answers", async () => {
  await expect(request(new URL("http://127.0.0.1:1/"))).rejects.toThrow(
    /^no answer from http:\/\/127\.0\.0\.1:1\/: .*ECONNREFUSED/,
  );
  const tls = new URL(url);
  tls.protocol = "https:";
  await expect(request(tls)).rejects.toThrow(/^no answer from https:/);
});
