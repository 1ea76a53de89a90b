import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../config/load";
import { configurationFolder, faultLines } from "./helpers/configuration-folder";
import { type CorpusCase, casesIn, soundAccount, soundEnvironment } from "./helpers/corpus";

/** An account's file or an environment's, beside a sound one of the other kind. */
function linesOf({ isAccount, text }: CorpusCase): readonly string[] {
  const tried = isAccount ? "config/accounts/shop.yaml" : "config/environments/staging.yaml";
  const root = configurationFolder({
    "config/accounts/shop.yaml": soundAccount,
    "config/environments/staging.yaml": soundEnvironment,
    [tried]: text,
  });
  return faultLines(() => loadConfiguration(root)).map((line) => line.replace(`${tried}:`, ""));
}

describe("of the corpus of configurations", () => {
  test.each(casesIn("bad"))("$name is refused for its one fault, at its place", (each) => {
    expect(each.faults).toHaveLength(1);
    expect(linesOf(each)).toEqual(each.faults);
  });

  test.each(casesIn("five"))("$name is refused for all of its five faults at once", (each) => {
    expect(each.faults).toHaveLength(5);
    expect(linesOf(each)).toEqual(each.faults);
  });

  test.each(casesIn("good"))("$name is accepted", (each) => {
    expect(linesOf(each)).toEqual([]);
  });
});
