import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../config/load";
import { configurationFolder, faultLines } from "./helpers/configuration-folder";

const corpus = "test/config-corpus";

interface Case {
  readonly name: string;
  readonly text: string;
  /** LINE:COLUMN PATH: MESSAGE, from the lines at the beginning of the file. */
  readonly faults: readonly string[];
}

function casesIn(folder: string): readonly Case[] {
  return readdirSync(join(corpus, folder))
    .sort()
    .map((file) => {
      const text = readFileSync(join(corpus, folder, file), "utf8");
      const faults = text.split("\n").flatMap((line) => (line.startsWith("#! ") ? [line.slice(3)] : []));
      return { name: basename(file, ".yaml"), text, faults };
    });
}

const account = readFileSync(join(corpus, "sound/account.yaml"), "utf8");
const environment = readFileSync(join(corpus, "sound/environment.yaml"), "utf8");

/** An account's file or an environment's, beside a sound one of the other kind. */
function linesOf({ name, text }: Case): readonly string[] {
  const isAccount = name.startsWith("account-");
  const tried = isAccount ? "config/accounts/shop.yaml" : "config/environments/staging.yaml";
  const root = configurationFolder({
    "config/accounts/shop.yaml": account,
    "config/environments/staging.yaml": environment,
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
