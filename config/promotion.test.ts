import { expect, test } from "vitest";
import { accountYaml, configurationFolder, environmentYaml, faultLines } from "../test/helpers/configuration-folder";
import { loadConfiguration, loadEnvironment } from "./load";

/** A project whose environments wait for the given ones. */
const project = (environments: Readonly<Record<string, string>>) =>
  configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    ...Object.fromEntries(
      Object.entries(environments).map(([name, sources], index) => [
        `config/environments/${name}.yaml`,
        `promotedFrom: ${sources}\n${environmentYaml
          .replace("10.1.0.0", `10.${index + 1}.0.0`)
          .replace("domain: staging", `domain: ${name}`)}`,
      ]),
    ),
  });
const lines = (environments: Readonly<Record<string, string>>) =>
  faultLines(() => loadConfiguration(project(environments)));

test("an environment may wait for others, and without a word waits for none", () => {
  const { environments } = loadConfiguration(project({ preview: "[]", staging: "[preview]", production: "[staging]" }));
  expect(environments.map(({ name, promotedFrom }) => [name, promotedFrom])).toEqual([
    ["preview", []],
    ["production", ["staging"]],
    ["staging", ["preview"]],
  ]);
});

test("two environments may wait for the same one", () => {
  expect(lines({ preview: "[]", staging: "[preview]", production: "[preview, staging]" })).toEqual([]);
});

test("names the environments that there are, where one is unknown", () => {
  expect(lines({ production: "[stagin]", staging: "[]" })).toEqual([
    "config/environments/production.yaml:1:16 promotedFrom[0]: stagin is not an environment; did you mean staging? there are production, staging",
  ]);
});

test("refuses an environment that waits for itself", () => {
  expect(lines({ staging: "[staging]" })).toEqual([
    "config/environments/staging.yaml:1:16 promotedFrom[0]: staging cannot wait for itself; remove it here",
  ]);
});

test("reports a circle once, with the whole way round", () => {
  expect(lines({ preview: "[staging]", production: "[preview]", staging: "[production]" })).toEqual([
    "config/environments/preview.yaml:1:16 promotedFrom[0]: preview waits for staging waits for production waits for preview: none of them could ever be first; remove one of these",
  ]);
});

test("does not lose its way in a circle that it is not part of", () => {
  expect(lines({ alpha: "[one]", one: "[two]", two: "[one]" })).toEqual([
    "config/environments/one.yaml:1:16 promotedFrom[0]: one waits for two waits for one: none of them could ever be first; remove one of these",
  ]);
});

test("an environment that is loaded alone knows the names of the others", () => {
  const root = project({ production: "[stagin]", staging: "[]" });
  expect(faultLines(() => loadEnvironment(root, "production"))).toHaveLength(1);
  expect(loadEnvironment(project({ production: "[staging]", staging: "[]" }), "production").environments).toHaveLength(
    1,
  );
});
