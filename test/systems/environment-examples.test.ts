import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadConfiguration } from "../../config/load";
import { environmentExamples } from "../../scripts/environment-examples";

test.each(Object.entries(environmentExamples(loadConfiguration("."))))("%s is what tasks are told", (file, text) => {
  expect(readFileSync(file, "utf8"), "npm run docs writes it anew").toBe(text);
});
