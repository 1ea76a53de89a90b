import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { usualUsage } from "../model/cost/usage";
import {
  accountYaml,
  configurationFolder,
  environmentYaml,
  faultLines,
  stagingFolder,
  withPart,
} from "../test/helpers/configuration-folder";
import { environmentNames, loadConfiguration, loadEnvironment } from "./load";
import { capabilitySections } from "./schema/capabilities";

const staging = "config/environments/staging.yaml";
const lines = (root: string) => faultLines(() => loadConfiguration(root));

describe("a good configuration", () => {
  const elsewhere = withPart(environmentYaml, "10.1.0.0/16", "10.2.0.0/16");
  const second = withPart(elsewhere, "domain: staging.example.com", "domain: preview.example.com");
  const root = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    [staging]: environmentYaml,
    "config/environments/preview.yaml": `namePrefix: shop-preview\n${second}`,
    "config/environments/.#staging.yaml": "a draft of an editor's",
    "config/environments/README.md": "notes",
  });

  test("is loaded whole, sorted by name, whatever else lies in the folders", () => {
    const { accounts, environments } = loadConfiguration(root);
    expect(accounts.map(({ name }) => name)).toEqual(["shop"]);
    expect(environments.map(({ name }) => name)).toEqual(["preview", "staging"]);
    expect(environments.map(({ namePrefix }) => namePrefix)).toEqual(["shop-preview", "staging"]);
  });

  test("has every default filled in, and its account in place of the account's name", () => {
    const { accounts, environments } = loadEnvironment(root, "staging");
    expect(environments).toEqual([
      {
        name: "staging",
        namePrefix: "staging",
        account: accounts[0],
        production: false,
        promotedFrom: [],
        deletionProtection: true,
        network: { cidr: "10.1.0.0/16", nat: "single", flowLogs: true },
        dns: {
          domain: "staging.example.com",
          zone: { name: "example.com", create: false, delegated: true },
          failover: "none",
          formerDomains: [],
        },
        cluster: {},
        compute: "fargate",
        instances: { scaling: { scaleOutPercent: 70, scaleInPercent: 30 } },
        ...Object.fromEntries(
          Object.entries(capabilitySections).map(([name, schema]) => [name, schema.parse(undefined)]),
        ),
        retired: [],
        formerNames: { taskRoles: [], logGroups: [] },
        services: {
          agent: {
            kind: "web",
            architecture: "x86_64",
            spotPercent: 0,
            routes: [],
            sidecars: {},
            uses: [],
            permissions: [],
            egress: [],
            port: 8080,
            healthCheckPath: "/health",
            deployment: { strategy: "rolling" },
            longLived: false,
            repository: "shop-agent",
            size: { cpuUnits: 512, memoryMiB: 1024 },
            scaling: { minimumTasks: 1, maximumTasks: 4, cpuPercent: 60, memoryPercent: 75 },
            secrets: {},
            environment: {},
            peers: {},
          },
        },
        alerts: { email: "platform-team@example.com" },
        budget: { monthlyUsd: 450 },
        usage: usualUsage,
        tags: {},
      },
    ]);
  });

  test("cannot be changed by those who read it", () => {
    const configuration = loadConfiguration(root);
    const [environment] = configuration.environments;
    for (const part of [configuration, configuration.accounts, environment, environment?.services.agent?.size]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test("may begin with a byte order mark", () => {
    expect(lines(stagingFolder(`\uFEFF${environmentYaml}`))).toEqual([]);
  });
});

describe("one environment", () => {
  const broken = { "config/environments/broken.yaml": "account: shop\n", "config/accounts/other.yaml": "" };

  test("is loaded beside broken files that it has nothing to do with", () => {
    const root = configurationFolder({
      "config/accounts/shop.yaml": accountYaml,
      [staging]: environmentYaml,
      ...broken,
    });
    expect(loadEnvironment(root, "staging").environments).toHaveLength(1);
    expect(lines(root)).not.toEqual([]);
  });

  test("is reported together with its account", () => {
    const root = stagingFolder(
      withPart(environmentYaml, "8080", "80"),
      withPart(accountYaml, "us-east-1", "us-east-1a"),
    );
    expect(faultLines(() => loadEnvironment(root, "staging"))).toEqual([
      "config/accounts/shop.yaml:2:9 region: us-east-1a is an availability zone; use its region, us-east-1",
      `${staging}:6:11 services.agent.port: 80 is not allowed; use a whole number from 1024 to 65535, as the task does not run as root`,
    ]);
  });

  test.each([
    ["stagin", "stagin is not an environment; did you mean staging? there are preview, staging"],
    ["live", "live is not an environment; there are preview, staging"],
    ["../staging", "../staging is not an environment; did you mean staging? there are preview, staging"],
  ])("named %s is unknown, and those that exist are listed", (name, message) => {
    const root = configurationFolder({ [staging]: "", "config/environments/preview.yaml": "" });
    expect(faultLines(() => loadEnvironment(root, name))).toEqual([`config/environments: ${message}`]);
  });
});

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

test("an unknown account is refused where it is named, and those that exist are listed", () => {
  const root = stagingFolder(withPart(environmentYaml, "account: shop", "account: shopp"));
  expect(faultLines(() => loadEnvironment(root, "staging"))).toEqual([
    `${staging}:1:10 account: shopp is not an account; did you mean shop? there is only shop`,
  ]);
});

test("nothing of an environment is measured by an account's id that cannot be one", () => {
  const certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-90ab-cdef-1234-567890abcdef";
  const root = stagingFolder(
    `${environmentYaml}loadBalancer: { certificateArn: ${certificate} }\n`,
    withPart(accountYaml, '"123456789012"', "shop"),
  );
  expect(lines(root)).toEqual([expect.stringMatching(/^config\/accounts\/shop.yaml:1:12 accountId: /)]);
});
