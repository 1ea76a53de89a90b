import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureFolder, fixtureNames } from "../fixtures";
import { type Pick, seededPick } from "../seeded-random";
import { encodings, mutations } from "./mutations";
import { settingsText } from "./settings-text";

/** Of an account or of an environment, below the project's root. */
interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

export interface FuzzDocument {
  /** What was done to which text. */
  readonly title: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The sound file of the other kind that is loaded with it. */
  readonly beside: SettingsFile;
}

/** A text to begin with. */
interface Start extends SettingsFile {
  readonly name: string;
  readonly beside: SettingsFile;
}

const corpus = "test/config-corpus";
const accounts = "config/accounts";
const environments = "config/environments";

/** @returns the document of that number: up to three things go wrong with a text of the fixtures or of the corpus */
export function fuzzDocuments(seed: number): (number: number) => FuzzDocument {
  const whole = [...fixtureNames.flatMap((name) => fixtureStarts(name)), ...corpusStarts("sound")];
  const cases = ["bad", "five", "good"].flatMap(corpusStarts);
  return (number) => {
    const pick = seededPick(seed * 1_000_003 + number);
    // As often one of the few that have many settings as one of the many that try one.
    const start = pick([pick(whole), pick(cases)]);
    return mutated(start, whole, pick);
  };
}

function mutated({ name, path, text, beside }: Start, others: readonly Start[], pick: Pick): FuzzDocument {
  const titles = [1, 2, 3].slice(0, pick([1, 2, 3])).map(() => pick(Object.keys(mutations)));
  const changed = titles.reduce((before, title) => {
    const input = { ...settingsText(before), pick, other: pick(others).text };
    return mutations[title]?.(input) ?? before;
  }, text);
  // Most files are written as they should be.
  const encoding = pick([...Array.from({ length: 7 }, () => "UTF-8"), pick(Object.keys(encodings))]);
  const bytes = encodings[encoding]?.(changed, pick) ?? Buffer.from(changed);
  return { title: `${name}: ${[...titles, encoding].join(", ")}`, path, bytes, beside };
}

function fixtureStarts(name: (typeof fixtureNames)[number]): readonly Start[] {
  const [account, environment] = [accounts, environments].map((folder) => {
    const [file = ""] = readdirSync(join(fixtureFolder(name), folder));
    return { path: `${folder}/${file}`, text: readFileSync(join(fixtureFolder(name), folder, file), "utf8") };
  });
  if (account === undefined || environment === undefined) return [];
  return [
    { name: `${name}, account`, ...account, beside: environment },
    { name: `${name}, environment`, ...environment, beside: account },
  ];
}

function corpusStarts(folder: string): readonly Start[] {
  const account = { path: `${accounts}/shop.yaml`, text: readFileSync(`${corpus}/sound/account.yaml`, "utf8") };
  const environment = {
    path: `${environments}/staging.yaml`,
    text: readFileSync(`${corpus}/sound/environment.yaml`, "utf8"),
  };
  return readdirSync(join(corpus, folder)).map((file) => {
    const name = `${folder}/${file}`;
    const text = readFileSync(join(corpus, name), "utf8");
    return file.startsWith("account")
      ? { name, path: account.path, text, beside: environment }
      : { name, path: environment.path, text, beside: account };
  });
}
