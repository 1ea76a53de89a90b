import { expect, test } from "vitest";
import { accountYaml, configurationFolder, environmentYaml, faultLines } from "../test/helpers/configuration-folder";
import { loadConfiguration } from "./load";

const schedule = "schedule: { timezone: UTC, start: Mon-Fri 08:00, stop: Mon-Fri 20:00 }\n";
const lines = (accountTag: string, environment: string) =>
  faultLines(() =>
    loadConfiguration(
      configurationFolder({
        "config/accounts/shop.yaml": `${accountYaml}tags: { ${accountTag}: never }\n`,
        "config/environments/staging.yaml": environment,
      }),
    ),
  );

test("the tag by which a person overrides the schedule is no tag of the account's, as Terraform would set it back", () => {
  expect(lines("Keep-Running-Until", `${environmentYaml}${schedule}`)).toEqual([
    "config/environments/staging.yaml:16:1 schedule.override.tag: config/accounts/shop.yaml puts the tag Keep-Running-Until on everything; choose another",
  ]);
  expect(lines("keep-running-until", environmentYaml)).toEqual([]);
  expect(lines("kept", `${environmentYaml}${schedule}`)).toEqual([]);
});
