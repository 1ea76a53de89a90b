import { longestBody } from "./plan-text";

/** What differs, by environment; one without drift has no entry. */
export type DriftSections = ReadonlyMap<string, string>;

const marker = "<!-- slipway:drift -->";

export function isDriftIssue(body: string | null | undefined): boolean {
  return body?.startsWith(marker) === true;
}

/** Reads back what `driftBody` wrote; what a person has written elsewhere in the issue is not kept. */
export function sectionsIn(body: string): DriftSections {
  const found = body.replaceAll("\r\n", "\n").matchAll(/^<!-- drift of (\S+) -->\n([\s\S]*?)\n<!-- end of \1 -->$/gm);
  return new Map([...found].map(([, name = "", text = ""]) => [name, text]));
}

/** @param environments all that there are: the section of one that is gone goes too */
export function withSection(
  sections: DriftSections,
  environments: readonly string[],
  { name, text }: { readonly name: string; readonly text: string | undefined },
): DriftSections {
  const others = [...sections].filter(([section]) => section !== name && environments.includes(section));
  const own: readonly (readonly [string, string])[] = text === undefined ? [] : [[name, text]];
  return new Map([...others, ...own].sort(([left], [right]) => (left < right ? -1 : 1)));
}

export function driftTitle(sections: DriftSections): string {
  return sections.size === 0 ? "Drift" : `Drift of ${[...sections.keys()].join(", ")}`;
}

export function driftBody(sections: DriftSections): string {
  const parts = [...sections].map(([name, text]) => `<!-- drift of ${name} -->\n${text}\n<!-- end of ${name} -->`);
  return [marker, sections.size === 0 ? noDrift : introduction, ...parts].join("\n\n");
}

const introduction =
  "What is deployed is not what the configuration says: somebody has changed it elsewhere, or a change was merged and not " +
  "applied. Apply it, or change the configuration. This text is rewritten at each run, and the issue closed when nothing differs.";

const noDrift = "What is deployed is what the configuration says.";

const longestFrame = 200;

/** What an environment's section may take, so that all of them fit into one issue. */
export function longestSection(environments: number): number {
  return Math.floor((longestBody - introduction.length - longestFrame) / Math.max(environments, 1)) - longestFrame;
}
