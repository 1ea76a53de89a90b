import { expect, test } from "vitest";
import { accountYaml, environmentYaml, faultLines, stagingFolder } from "../../test/helpers/configuration-folder";
import { anAccount } from "../../test/helpers/environments";
import { loadConfiguration } from "../load";

const github = {
  organization: "shop-works",
  organizationId: 100000001,
  repository: "shop-works",
  repositoryId: 200000001,
};
const lines = (account: string) => faultLines(() => loadConfiguration(stagingFolder(environmentYaml, account)));
const cloudLines = (settings: string) =>
  lines(accountYaml.replace("organization: shop-works", `organization: shop-works, ${settings}`));
const githubLines = (settings: Readonly<Record<string, unknown>>) =>
  lines(`${accountYaml}github: ${JSON.stringify({ ...github, ...settings })}\n`);

test("an organization's name is all that Terraform Cloud needs", () => {
  expect(anAccount().terraformCloud).toEqual({
    organization: "shop-works",
    project: "Default Project",
    hostname: "app.terraform.io",
    oidcProvider: "create",
    terraformVersion: "1.11.4",
  });
});

test("without github, GitHub has no rights in the account", () => {
  expect(anAccount().github).toBeUndefined();
});

test("GitHub's identity provider is created and no provenance is asked for where nothing is said", () => {
  expect(anAccount({ github }).github).toEqual({ ...github, oidcProvider: "create", provenance: "unchecked" });
});

test.each([
  'project: "Agents and Tools"',
  "hostname: localhost:8443",
  "hostname: terraform.example.com",
  "oidcProvider: existing",
  "terraformVersion: 1.12.0",
  "teams: { pipeline: slipway-plan, approvers: platform-team }",
])("accepts terraformCloud.%s", (settings) => {
  expect(cloudLines(settings)).toEqual([]);
});

test.each([
  [
    'project: "a:workspace:b"',
    "project: a:workspace:b is not a Terraform Cloud project; use 3 to 40 letters, digits, -, _ and single inner spaces",
  ],
  [
    'hostname: "https://app.terraform.io"',
    "hostname: https://app.terraform.io is not a host name; use a lower-case one such as app.terraform.io, with a port up to 65535 where it has one, and without scheme or path",
  ],
  ["oidcProvider: reuse", "oidcProvider: reuse is not allowed; use create or existing"],
  [
    'terraformVersion: "~> 1.11"',
    'terraformVersion: "~> 1.11" is not a Terraform version; use an exact one such as 1.11.4',
  ],
  [
    "teams: { pipeline: slipway plan, approvers: a }",
    'teams.pipeline: "slipway plan" is not a team; use 1 to 90 letters, digits, - or _',
  ],
  [
    "teams: { pipeline: delivery, approvers: delivery }",
    "teams.approvers: delivery is the pipeline's team, which must not apply; name another",
  ],
  [
    "teams: { pipeline: owners, approvers: platform }",
    "teams.pipeline: owners may apply whatever a workspace says; name another team",
  ],
])("refuses terraformCloud.%s", (settings, message) => {
  expect(cloudLines(settings)).toEqual([expect.stringContaining(`terraformCloud.${message}`)]);
});

test.each([
  [
    { organization: "shop--works" },
    "organization: shop--works is not a GitHub organization; use 1 to 39 letters, digits and single inner hyphens",
  ],
  [
    { repository: "shop-works/agents" },
    "repository: shop-works/agents is not a GitHub repository; use 1 to 100 letters, digits and ._-",
  ],
  [{ repositoryId: 0 }, "repositoryId: 0 is not allowed; use a whole number from 1 to 1000000000000"],
  [{ organizationId: "shop" }, "organizationId: shop is not allowed; use a whole number from 1 to 1000000000000"],
  [{ repository: "*" }, 'repository: "*" is not a GitHub repository; use 1 to 100 letters, digits and ._-'],
])("refuses github %j", (settings, message) => {
  expect(githubLines(settings)).toEqual([expect.stringContaining(`github.${message}`)]);
});
