/** What GitHub takes in one comment or issue. */
export const longestBody = 65_536;

/** One report of a plan: a heading that sums it up, and what is beneath. */
export interface Report {
  /** Environment, or whatever the report's file is named after. */
  readonly name: string;
  readonly text: string;
}

/** Each plan of a file that `slipway plan-report` wrote, by its heading. */
export function reportsIn(name: string, text: string): readonly Report[] {
  return text
    .split(/^(?=### )/m)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => ({ name, text: part }));
}

/**
 * The reports beneath their names, at most this long. Whole reports are left out from the end, and counted; one that
 * refuses a plan is never left out, but cut where even those are too long.
 */
export function fittedText(reports: readonly Report[], limit: number): string {
  const whole = joined(reports);
  if (whole.length <= limit) return whole;
  const kept = new Set(reports.filter(isRefused));
  const fits = (more: readonly Report[]) =>
    joined(reports.filter((report) => kept.has(report) || more.includes(report))).length + longestRest <= limit;
  if (!fits([])) return cutText(reports, limit);
  for (const report of reports) {
    if (!kept.has(report) && fits([report])) kept.add(report);
  }
  const left = reports.filter((report) => !kept.has(report));
  return `${joined(reports.filter((report) => kept.has(report)))}\n\n${leftOut(left)}`;
}

function isRefused({ text }: Report): boolean {
  return /^### .*\brefused$/m.test(text);
}

/** Refused reports alone are too long: each gets its share, and loses lines from its end. */
function cutText(reports: readonly Report[], limit: number): string {
  const refused = reports.filter(isRefused);
  const share = Math.floor((limit - longestRest) / refused.length) - namesAndBreaks;
  const cut = refused.map((report) => ({ ...report, text: cutLines(report.text, share) }));
  const left = reports.filter((report) => !isRefused(report));
  return [joined(cut), ...(left.length === 0 ? [] : [leftOut(left)])].join("\n\n");
}

/** Above what a name, its heading and the lines between take. */
const namesAndBreaks = 120;
/** Above what `leftOut` takes. */
const longestRest = 1000;

const cutNote = "The rest of this report is cut: it is too long for GitHub. The whole of it is an artifact of the run.";

function cutLines(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, Math.max(0, length - cutNote.length - 10));
  const lines = kept.slice(0, Math.max(kept.lastIndexOf("\n"), 0));
  const isInCode = (lines.match(/^```/gm)?.length ?? 0) % 2 === 1;
  return `${lines}${isInCode ? "\n```" : ""}\n\n${cutNote}`;
}

function leftOut(reports: readonly Report[]): string {
  const names = [...new Set(reports.map(({ name }) => name))];
  const shown = names.slice(0, 10).map((name) => name.slice(0, 64));
  const rest = names.length > shown.length ? `, and ${names.length - shown.length} more` : "";
  const what = reports.length === 1 ? "1 report is" : `${reports.length} reports are`;
  return `${what} left out, none of them refused: too long for GitHub (${shown.join(", ")}${rest}). They are artifacts of the run.`;
}

function joined(reports: readonly Report[]): string {
  return reports
    .map(({ name, text }, index) => (reports[index - 1]?.name === name ? text : `## ${name}\n\n${text}`))
    .join("\n\n");
}
