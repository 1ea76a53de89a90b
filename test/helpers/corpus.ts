import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const folder = "test/config-corpus";

export interface CorpusCase {
  readonly name: string;
  readonly text: string;
  /** LINE:COLUMN PATH: MESSAGE, from the lines at the beginning of the file. */
  readonly faults: readonly string[];
  /** Or else an environment. */
  readonly isAccount: boolean;
}

export function casesIn(part: "bad" | "five" | "good" | "sound"): readonly CorpusCase[] {
  return readdirSync(join(folder, part))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, part, file), "utf8");
      const faults = text.split("\n").flatMap((line) => (line.startsWith("#! ") ? [line.slice(3)] : []));
      return { name: basename(file, ".yaml"), text, faults, isAccount: file.startsWith("account") };
    });
}

export const [soundAccount = "", soundEnvironment = ""] = casesIn("sound").map(({ text }) => text);
