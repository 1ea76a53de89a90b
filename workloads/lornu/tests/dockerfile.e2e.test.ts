import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../running/tools/testing/temporary-toolbox";
import { hadolint } from "../../../test/helpers/image/hadolint";

test("hadolint finds nothing in the Dockerfile", async () => {
  expect(await hadolint("Dockerfile")).toEqual([]);
});

test("hadolint finds a planted fault in instructions and in shell", async () => {
  const file = join(temporaryFolder(), "Dockerfile");
  writeFileSync(file, "FROM python:3.11-slim\nRUN cd $HOME\nUSER 0\n");
  expect(await hadolint(file)).toEqual([
    expect.stringContaining("2 DL3003"),
    expect.stringContaining("2 SC2086"),
    expect.stringContaining("3 DL3002"),
  ]);
});
