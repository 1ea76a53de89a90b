import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { configurationFolder } from "../test/helpers/configuration-folder";
import { anEnvironment } from "../test/helpers/environments";
import { committedFolder } from "../test/helpers/git-folder";
import { touchedSince } from "./changed-environments";

function aProject() {
  const folder = configurationFolder({
    "config/environments/staging.yaml": "",
    "config/environments/production.yaml": "",
  });
  const git = committedFolder(folder);
  const commit = (file: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "changed");
    git("add", ".");
    git("commit", "--quiet", "--message", file);
  };
  const touched = (since: string, names: readonly string[] = ["staging", "production"]) =>
    names.filter((name) => touchedSince(folder, since)({ ...anEnvironment(), name }));
  return { commit, touched };
}

describe("an environment may change", () => {
  test.each([
    { changed: "config/environments/staging.yaml", expected: ["staging"] },
    { changed: "config/accounts/shop.yaml", expected: ["staging", "production"] },
    { changed: "config/accounts/labs.yaml", expected: [] },
    { changed: "model/naming.ts", expected: ["staging", "production"] },
    { changed: "config/schema/network.ts", expected: ["staging", "production"] },
    { changed: "package-lock.json", expected: ["staging", "production"] },
    { changed: "model/naming.test.ts", expected: [] },
    { changed: "cli/list.ts", expected: [] },
    { changed: "docs/delivery.md", expected: [] },
  ])("where $changed has changed: $expected", ({ changed, expected }) => {
    const { commit, touched } = aProject();
    commit(changed);
    expect(touched("HEAD^1")).toEqual(expected);
  });

  test("and was there before: a new one begins from nothing", () => {
    const { commit, touched } = aProject();
    commit("config/environments/labs.yaml");
    commit("model/naming.ts");
    expect(touched("HEAD~2", ["staging", "labs"])).toEqual(["staging"]);
  });

  test("whatever has changed, where the commit is empty or not there any more", () => {
    const { touched } = aProject();
    expect(touched("")).toEqual(["staging", "production"]);
    expect(touched("0".repeat(40))).toEqual(["staging", "production"]);
  });
});
