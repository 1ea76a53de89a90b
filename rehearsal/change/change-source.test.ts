import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accountYaml, configurationFolder, environmentYaml } from "../../test/helpers/configuration-folder";
import { committedFolder } from "../../test/helpers/git-folder";
import { changeSource } from "./change-source";

function aProject() {
  const folder = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    "config/environments/staging.yaml": environmentYaml,
    "old/config/environments/staging.yaml": environmentYaml,
    "empty/README.md": "",
  });
  return { folder, git: committedFolder(folder) };
}

describe("what a change begins from", () => {
  test("is a commit, by whatever name git has for it", () => {
    const { folder, git } = aProject();
    const commit = git("rev-parse", "HEAD");
    git("tag", "v1");
    for (const from of ["HEAD", "main", "v1", commit.slice(0, 8)]) {
      expect(changeSource(from, "staging", folder)).toEqual({ kind: "commit", from, commit });
    }
  });

  test("is a folder that holds a config/, before a branch of that name", () => {
    const { folder, git } = aProject();
    git("branch", "old");
    expect(changeSource("old", "staging", folder)).toEqual({
      kind: "folder",
      from: "old",
      folder: join(folder, "old"),
    });
  });

  test("is a mistake where it is neither, and where the folder holds no configuration", () => {
    const { folder } = aProject();
    for (const from of ["v9", "empty", "--output=x", "HEAD:config"]) {
      expect(() => changeSource(from, "staging", folder)).toThrow(
        `--from: "${from}" is neither a folder with a config/ nor a commit that git knows here; name a branch`,
      );
    }
  });

  test("is a mistake where git has no repository", () => {
    const folder = configurationFolder({ "config/accounts/shop.yaml": accountYaml });
    expect(() => changeSource("HEAD", "staging", folder)).toThrow("nor a commit that git knows here");
  });

  test("is a mistake where the environment is not in it, with those that are", () => {
    const { folder } = aProject();
    const nothing = "so that nothing changes: it has staging; rehearse production without --from";
    expect(() => changeSource("HEAD", "production", folder)).toThrow(
      `--from: HEAD has no config/environments/production.yaml, ${nothing}`,
    );
    expect(() => changeSource("old", "production", folder)).toThrow(
      `--from: old has no config/environments/production.yaml, ${nothing}`,
    );
  });
});
