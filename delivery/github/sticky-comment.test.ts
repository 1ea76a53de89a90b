import { beforeEach, expect, onTestFinished, test } from "vitest";
import { FakeGithub } from "../../test/helpers/github/fake-github";
import { type GithubClient, githubClient } from "./client";
import { commentText, writeStickyComment } from "./sticky-comment";

const repository = { owner: "shop-works", repo: "agents" };
const report = { name: "staging", text: "### Plan of `staging`: no changes" };

let github: FakeGithub;
let client: GithubClient;

beforeEach(async () => {
  const started = await FakeGithub.start();
  onTestFinished(() => started.stop());
  github = started;
  client = githubClient({ GITHUB_API_URL: started.url, GITHUB_TOKEN: "secret" });
});

test("writes one comment, and replaces it from then on", async () => {
  const first = await writeStickyComment(client, repository, 7, commentText([]));
  const second = await writeStickyComment(client, repository, 7, commentText([report]));
  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(second.address).toBe(first.address);
  expect(github.comments.map(({ body }) => body)).toEqual([commentText([report])]);
});

test("finds its comment after a hundred others", async () => {
  for (let number = 0; number < 150; number += 1) github.add(github.comments, { body: `comment ${number}` });
  await writeStickyComment(client, repository, 7, commentText([]));
  await writeStickyComment(client, repository, 7, commentText([report]));
  expect(github.comments).toHaveLength(151);
});

test("leaves a comment of somebody else alone that has the marker", async () => {
  github.add(github.comments, { body: commentText([]) }, "somebody");
  await writeStickyComment(client, repository, 7, commentText([report]));
  expect(github.comments.map(({ user, body }) => [user.login, body])).toEqual([
    ["somebody", commentText([])],
    [github.login, commentText([report])],
  ]);
});

test("says that there is no report", () => {
  expect(commentText([])).toContain("There is no report of a plan");
  expect(commentText([report])).not.toContain("There is no report");
});
