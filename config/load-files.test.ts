import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  accountYaml,
  configurationFolder,
  environmentYaml,
  faultLines,
  stagingFolder,
} from "../test/helpers/configuration-folder";
import { environmentNames, loadConfiguration, loadEnvironment } from "./load";

const staging = "config/environments/staging.yaml";
const lines = (root: string) => faultLines(() => loadConfiguration(root));

describe("files", () => {
  test("are missed where there are none", () => {
    const root = configurationFolder({});
    const message = "there is no YAML file; write one, as docs/config.md says";
    expect(lines(root)).toEqual([`config/accounts: ${message}`, `config/environments: ${message}`]);
    expect(faultLines(() => loadEnvironment(root, "staging"))).toEqual([`config/environments: ${message}`]);
  });

  test("of an account are missed by an environment", () => {
    const root = configurationFolder({ [staging]: environmentYaml });
    expect(faultLines(() => loadEnvironment(root, "staging"))).toEqual([
      "config/accounts: there is no YAML file; write one, as docs/config.md says",
    ]);
  });

  test("are listed by the environments' names, in order", () => {
    const root = configurationFolder({ [staging]: "", "config/environments/preview.yaml": "" });
    expect(environmentNames(root)).toEqual(["preview", "staging"]);
    expect(() => environmentNames(configurationFolder({}))).toThrow("config/environments: there is no YAML file");
  });

  test("are missed where their folder is none", () => {
    const root = configurationFolder({ "config/accounts/shop.yaml": accountYaml, "config/environments": "" });
    expect(lines(root)).toEqual([
      "config/environments: the folder cannot be read (ENOTDIR); make it a readable folder",
    ]);
  });

  test.each([
    ["staging.yml", "ignored, as the extension is .yaml here; rename the file"],
    ["staging.YAML", "ignored, as the extension is .yaml here; rename the file"],
    [
      "staging.json",
      "ignored, as settings are YAML here; rename it to .yaml, which may hold JSON, or move it elsewhere",
    ],
    ["team/staging.yaml", "a folder here is ignored; move its files up, or elsewhere"],
  ])("are not passed over as %s, which is named", (name, message) => {
    const root = configurationFolder({
      "config/accounts/shop.yaml": accountYaml,
      [`config/environments/${name}`]: environmentYaml,
      "config/environments/README.md": "notes",
    });
    expect(lines(root)).toEqual([`config/environments/${name.split("/")[0]}: ${message}`]);
  });

  test("over 256 KiB are refused, and up to that accepted", () => {
    const filled = (bytes: number) => `${environmentYaml}${"#".repeat(bytes - environmentYaml.length)}`;
    expect(lines(stagingFolder(filled(256 * 1024)))).toEqual([]);
    expect(lines(stagingFolder(filled(256 * 1024 + 1)))).toEqual([
      `${staging}: the file has 257 KiB; a configuration file has at most 256 KiB`,
    ]);
  });

  test.each([
    ["UTF-16", Buffer.from("\ufeffaccount: shop\n", "utf16le"), "1:1"],
    ["Latin 1", Buffer.from("account: shop\n# é\n", "latin1"), "2:3"],
  ])("that are %s are refused where they are not UTF-8", (_, bytes, place) => {
    expect(lines(stagingFolder(bytes))).toEqual([`${staging}:${place} this is not UTF-8 text; save the file as UTF-8`]);
  });

  test.each([
    ["a named pipe", (file: string) => execFileSync("mkfifo", [file])],
    ["a link to a device", (file: string) => fs.symlinkSync("/dev/zero", file)],
    ["a link to a folder", (file: string) => fs.symlinkSync(os.tmpdir(), file)],
  ])("that are %s are refused, not waited for", (_, make) => {
    const root = stagingFolder(environmentYaml);
    fs.rmSync(path.join(root, staging));
    make(path.join(root, staging));
    expect(lines(root)).toEqual([`${staging}: this is no regular file; put one here, or a link to one`]);
  });

  test("may be links to regular files", () => {
    const root = stagingFolder(environmentYaml);
    fs.renameSync(path.join(root, staging), path.join(root, "elsewhere.yaml"));
    fs.symlinkSync(path.join(root, "elsewhere.yaml"), path.join(root, staging));
    expect(lines(root)).toEqual([]);
  });

  test.each([
    [
      "environments/account-shop",
      "account-* and *-base name the stacks of accounts and of what outlives a runtime; rename the file",
    ],
    [
      "environments/staging-base",
      "account-* and *-base name the stacks of accounts and of what outlives a runtime; rename the file",
    ],
    [
      "environments/Staging",
      "an environment's file is named with lower-case letters, digits and single inner hyphens; rename the file",
    ],
    [
      "accounts/shop_ai",
      "an account's file is named with lower-case letters, digits and single inner hyphens; rename the file",
    ],
  ])("are not named %s", (name, message) => {
    const content = name.startsWith("accounts") ? accountYaml.replace("us-east-1", "eu-west-1") : environmentYaml;
    const root = configurationFolder({ "config/accounts/shop.yaml": accountYaml, [`config/${name}.yaml`]: content });
    expect(lines(root)).toContain(`config/${name}.yaml: ${message}`);
  });
});
