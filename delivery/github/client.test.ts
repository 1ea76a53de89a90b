import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { listenOnLoopback } from "../../test/helpers/loopback";
import { githubClient } from "./client";

const route = "GET /repos/{owner}/{repo}";
const repository = { owner: "shop-works", repo: "agents" };
const schema = z.object({ full_name: z.string() });

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A client whose GitHub gives one answer, and what that GitHub was asked. */
async function clientOf({ status, headers = {}, body = {} }: Answer, variables: NodeJS.ProcessEnv = {}) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url, request.headers.authorization);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  const port = await listenOnLoopback(server);
  onTestFinished(() => void server.close());
  const client = githubClient({ GITHUB_API_URL: `http://127.0.0.1:${port}`, GITHUB_TOKEN: "secret", ...variables });
  return { client, asked };
}

test("asks with the token, and hands on what the schema knows", async () => {
  const { client, asked } = await clientOf({ status: 200, body: { full_name: "shop-works/agents", id: 1 } });
  expect(await client.request(route, repository, schema)).toEqual({ full_name: "shop-works/agents" });
  expect(asked).toEqual(["/repos/shop-works/agents", "Bearer secret"]);
});

test("takes GH_TOKEN where GITHUB_TOKEN is empty, and refuses to go on without either", async () => {
  const answer = { status: 200, body: { full_name: "shop-works/agents" } };
  const { client, asked } = await clientOf(answer, { GITHUB_TOKEN: "", GH_TOKEN: "other" });
  await client.request(route, repository, schema);
  expect(asked).toContain("Bearer other");
  expect(() => githubClient({ GITHUB_TOKEN: " " })).toThrow(
    "there is no token for GitHub; set GITHUB_TOKEN or GH_TOKEN, for example to what gh auth token prints",
  );
});

test.each<[string, Answer, string]>([
  [
    "an expired token",
    { status: 401 },
    "GitHub does not know the token (401): it is mistyped, expired or revoked; set GITHUB_TOKEN or GH_TOKEN, for example to what gh auth token prints",
  ],
  [
    "too little permission",
    { status: 403, body: { message: "Resource not accessible by integration" } },
    `GitHub does not allow this token ${route} (403): Resource not accessible by integration; use a token with this permission`,
  ],
  [
    "a used-up rate limit",
    { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000000" } },
    "GitHub was asked too often (403); try again after 2027-01-15T08:00:00.000Z",
  ],
  [
    "a secondary rate limit",
    { status: 429, headers: { "retry-after": "60" } },
    "GitHub was asked too often (429); try again in 60 seconds",
  ],
  [
    "what is missing",
    { status: 404 },
    `GitHub answers ${route} with 404: it is not there, or the token may not see it`,
  ],
  [
    "what is invalid",
    { status: 422, body: { message: "Validation Failed" } },
    `GitHub refuses ${route} (422): Validation Failed`,
  ],
  ["a failure of its own", { status: 502 }, `GitHub fails at ${route} (502): without a reason`],
])("says what to do about %s", async (_, answer, message) => {
  const { client } = await clientOf(answer);
  await expect(client.request(route, repository, schema)).rejects.toThrow(message);
});

test("finds nothing where GitHub answers 404, and fails on anything else", async () => {
  const missing = await clientOf({ status: 404 });
  expect(await missing.client.find(route, repository, schema)).toBeUndefined();
  const refused = await clientOf({ status: 403 });
  await expect(refused.client.find(route, repository, schema)).rejects.toThrow("(403)");
});

test("says that GitHub cannot be reached, or that something else answers", async () => {
  const nobody = githubClient({ GITHUB_API_URL: "http://127.0.0.1:1", GITHUB_TOKEN: "secret" });
  await expect(nobody.request(route, repository, schema)).rejects.toThrow(
    /^http:\/\/127\.0\.0\.1:1 cannot be reached: .*; look at the network, and at GITHUB_API_URL$/,
  );
  const { client } = await clientOf({ status: 200, body: { login: "x" } });
  await expect(client.request(route, repository, schema)).rejects.toThrow(
    /answers GET \/repos\/\{owner\}\/\{repo\} unlike GitHub: full_name .*; is GITHUB_API_URL right\?$/,
  );
});
