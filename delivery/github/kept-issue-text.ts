import { longestBody } from "./plan-text";

/** What there is to say, by environment; one of which nothing is has no entry. */
export type Sections = ReadonlyMap<string, string>;

/** What an issue is kept for, as long as there is something to say of any environment. */
export interface IssueKind {
  /** Who may set it may write the repository's issues: nobody else's text is taken for the issue. */
  readonly label: string;
  readonly title: string;
  readonly introduction: string;
  readonly over: string;
}

export const driftIssue: IssueKind = {
  label: "drift",
  title: "Drift",
  introduction:
    "What is deployed is not what the configuration says: somebody has changed it elsewhere, or a change was merged and not " +
    "applied. Apply it, or change the configuration. This text is rewritten at each run, and the issue closed when nothing differs.",
  over: "What is deployed is what the configuration says.",
};

export const scheduleIssue: IssueKind = {
  label: "schedule",
  title: "Scheduled teardown or return",
  introduction:
    "What a schedule asks for needs a person: confirm or discard the run, or mend what made it fail. This text is rewritten when " +
    "that changes, and the issue closed when every environment is what its schedule says.",
  over: "Every environment is what its schedule says.",
};

export function isIssueOf({ label }: IssueKind, body: string | null | undefined): boolean {
  return body?.startsWith(marker(label)) === true;
}

function marker(label: string): string {
  return `<!-- slipway:${label} -->`;
}

/** Reads back what `issueBody` wrote; what a person has written elsewhere in the issue is not kept. */
export function sectionsIn(body: string): Sections {
  const found = body.replaceAll("\r\n", "\n").matchAll(/^<!-- section of (\S+) -->\n([\s\S]*?)\n<!-- end of \1 -->$/gm);
  return new Map([...found].map(([, name = "", text = ""]) => [name, text]));
}

/** @param environments all that there are: the section of one that is gone goes too */
export function withSection(
  sections: Sections,
  environments: readonly string[],
  { name, text }: { readonly name: string; readonly text: string | undefined },
): Sections {
  const others = [...sections].filter(([section]) => section !== name && environments.includes(section));
  const own: readonly (readonly [string, string])[] = text === undefined ? [] : [[name, text]];
  return new Map([...others, ...own].sort(([left], [right]) => (left < right ? -1 : 1)));
}

export function issueTitle({ title }: IssueKind, sections: Sections): string {
  return sections.size === 0 ? title : `${title} of ${[...sections.keys()].join(", ")}`;
}

export function issueBody({ label, introduction, over }: IssueKind, sections: Sections): string {
  const parts = [...sections].map(([name, text]) => `<!-- section of ${name} -->\n${text}\n<!-- end of ${name} -->`);
  return [marker(label), sections.size === 0 ? over : introduction, ...parts].join("\n\n");
}

const longestFrame = 200;
const longestIntroduction = Math.max(...[driftIssue, scheduleIssue].map(({ introduction }) => introduction.length));

/** What an environment's section may take, so that all of them fit into one issue. */
export function longestSection(environments: number): number {
  return Math.floor((longestBody - longestIntroduction - longestFrame) / Math.max(environments, 1)) - longestFrame;
}
