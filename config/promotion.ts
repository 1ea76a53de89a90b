import { z } from "zod";
import { shownValue } from "../model/secret-values";
import type { NamedFile } from "./claims";
import type { Fault } from "./diagnostics";
import { likelyChoice } from "./suggestion";

/** Whatever of an environment's file is sound; names that are malformed are faults of their own. */
const promotionFacts = z.object({ promotedFrom: z.array(z.string().catch("")) });

/**
 * Faults of the order in which environments get a commit.
 *
 * @param names all environments that have a file, also those that were not read
 */
export function promotionFaults(environments: readonly NamedFile[], names: readonly string[]): readonly Fault[] {
  const sources = new Map(
    environments.map(({ name, content }) => [name, promotionFacts.safeParse(content.value).data?.promotedFrom ?? []]),
  );
  return environments.flatMap(({ name, content }) =>
    (sources.get(name) ?? []).flatMap((source, index): readonly Fault[] => {
      const message = problemOf(name, source, names, sources);
      if (message === undefined) return [];
      const path = ["promotedFrom", index];
      return [{ file: content.file, position: content.positionOf(path, "value"), path, message }];
    }),
  );
}

function problemOf(
  name: string,
  source: string,
  names: readonly string[],
  sources: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  if (source === "") return undefined;
  if (!names.includes(source)) {
    const likely = likelyChoice(source, names);
    const guess = likely === undefined ? "" : `did you mean ${likely}? `;
    return `${shownValue(source)} is not an environment; ${guess}${names.length === 1 ? "there is only" : "there are"} ${names.join(", ")}`;
  }
  if (source === name) return `${name} cannot wait for itself; remove it here`;
  const way = wayBack(source, name, sources);
  // A circle is reported once, at its first environment by name.
  if (way === undefined || way.some((other) => other < name)) return undefined;
  return `${[name, ...way].join(" waits for ")}: none of them could ever be first; remove one of these`;
}

/** The environments from `from` to `to`, each waiting for the next; nothing where there is no such way. */
function wayBack(
  from: string,
  to: string,
  sources: ReadonlyMap<string, readonly string[]>,
  seen: readonly string[] = [],
): readonly string[] | undefined {
  if (from === to) return [to];
  if (seen.includes(from)) return undefined;
  for (const next of sources.get(from) ?? []) {
    const way = wayBack(next, to, sources, [...seen, from]);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}
