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
import { loadConfiguration, loadEnvironment } from "./load";
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
            volumes: {},
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
