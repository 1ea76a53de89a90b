import { beforeEach, expect, onTestFinished, test } from "vitest";
import { FakeGithub } from "../../test/helpers/github/fake-github";
import { type GithubClient, githubClient } from "./client";
import { type KeptIssue, keepIssue, type Section } from "./kept-issue";
import { driftIssue, longestSection, scheduleIssue, sectionsIn } from "./kept-issue-text";
import { longestBody } from "./plan-text";

const repository = { owner: "shop-works", repo: "agents" };
const environments = ["qa", "staging"];

let github: FakeGithub;
let client: GithubClient;
let report: (section: Section, known?: readonly string[]) => Promise<KeptIssue | undefined>;

beforeEach(async () => {
  const started = await FakeGithub.start();
  onTestFinished(() => started.stop());
  github = started;
  client = githubClient({ GITHUB_API_URL: started.url, GITHUB_TOKEN: "secret" });
  report = (section, known = environments) => keepIssue(client, repository, driftIssue, known, section);
});

function sections(): unknown {
  return github.issues.map(({ title, state, body }) => ({
    title,
    state,
    sections: Object.fromEntries(sectionsIn(body)),
  }));
}

test("keeps one issue with a section per environment, and closes it when none differs any more", async () => {
  expect(await report({ environment: "staging", text: "a\n\nb" })).toMatchObject({ change: "opened" });
  expect(await report({ environment: "qa", text: "c" })).toMatchObject({ change: "updated" });
  expect(sections()).toEqual([
    { title: "Drift of qa, staging", state: "open", sections: { qa: "c", staging: "a\n\nb" } },
  ]);
  expect(github.issues[0]?.labels).toEqual(["drift"]);

  expect(await report({ environment: "staging" })).toMatchObject({ change: "updated" });
  expect(sections()).toEqual([{ title: "Drift of qa", state: "open", sections: { qa: "c" } }]);
  expect(await report({ environment: "qa" })).toMatchObject({ change: "closed" });
  expect(sections()).toEqual([{ title: "Drift", state: "closed", sections: {} }]);
});

test("opens nothing where nothing differs, and a new issue after a closed one", async () => {
  expect(await report({ environment: "staging" })).toBeUndefined();
  expect(github.issues).toEqual([]);
  await report({ environment: "staging", text: "a" });
  await report({ environment: "staging" });
  await report({ environment: "staging", text: "b" });
  expect(github.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
});

test("drops the section of an environment that is gone", async () => {
  await report({ environment: "qa", text: "a" });
  expect(await report({ environment: "staging" }, ["staging"])).toMatchObject({ change: "closed" });
});

test("takes no other issue for its own: neither without the label nor without the marker", async () => {
  await report({ environment: "qa", text: "a" });
  const [own] = github.issues;
  github.issues.length = 0;
  github.add(github.issues, { body: own?.body });
  github.add(github.issues, { body: "I saw drift", labels: ["drift"] });
  expect(await report({ environment: "qa", text: "b" })).toMatchObject({ change: "opened" });
  expect(github.issues).toHaveLength(3);
});

test.each([1, 3, 20])("has room for %i sections of the longest kind in one issue", async (count) => {
  const known = Array.from({ length: count }, (_, index) => `environment-${"x".repeat(20)}-${index}`);
  for (const environment of known) {
    await report({ environment, text: "a".repeat(longestSection(count)) }, known);
  }
  expect(github.issues[0]?.body.length).toBeLessThanOrEqual(longestBody);
  expect(sectionsIn(github.issues[0]?.body ?? "").size).toBe(count);
});

test("keeps what differs and what a schedule needs in issues of their own", async () => {
  const waits = (text?: string) =>
    keepIssue(client, repository, scheduleIssue, environments, { environment: "qa", text });
  await report({ environment: "qa", text: "differs" });
  expect(await waits("waits")).toMatchObject({ change: "opened" });
  expect(github.issues.map(({ labels, title }) => [labels, title])).toEqual([
    [["drift"], "Drift of qa"],
    [["schedule"], "Scheduled teardown or return of qa"],
  ]);
  expect(await waits()).toMatchObject({ change: "closed" });
  expect(sections()).toMatchObject([{ state: "open", sections: { qa: "differs" } }, { state: "closed" }]);
});
