import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBack } from "../cli/rehearsal/read-back";
import { differences } from "../cli/rehearsal/read-back/difference";
import { Shutdown } from "../cli/rehearsal/shutdown";
import { cacheFolder } from "../cli/tools/cache-folder";
import { officialReleaseHosts } from "../cli/tools/toolbox";
import { loadEnvironment } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { applyToEmulator } from "./helpers/applied-environment";
import { tamperings, tamperWithEverything } from "./helpers/tamperings/tamper";

const shutdown = new Shutdown(() => {});
const projectRoot = process.cwd();

let environment: Environment;
let endpoint: string;

async function reported(): Promise<readonly string[]> {
  return (await readBack(environment, endpoint)).flatMap(differences);
}

beforeAll(async () => {
  const [staging] = loadEnvironment(projectRoot, "staging").environments;
  if (staging === undefined) throw new Error("staging is missing");
  environment = staging;
  endpoint = await applyToEmulator(environment, {
    environment: process.env,
    projectRoot,
    cache: cacheFolder(process.env),
    shutdown,
    releaseHosts: officialReleaseHosts,
    say: () => {},
  });
});
afterAll(() => shutdown.finish());

test("an applied environment is found to be what its configuration asks for", async () => {
  expect(await reported()).toEqual([]);
});

describe("what somebody changed behind Terraform's back is reported:", () => {
  let found: readonly string[];
  let told: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    told = await tamperWithEverything(environment, endpoint);
    found = await reported();
  });

  test.each(tamperings)("$title", ({ title }) => {
    expect(found).toEqual(expect.arrayContaining([...(told.get(title) ?? [])]));
  });

  test("and nothing else", () => {
    expect([...found].sort()).toEqual([...told.values()].flat().sort());
  });
});
