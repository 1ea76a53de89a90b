import { shownRows } from "../rehearsal/read-back/shown";
import type { RehearsalResult } from "../rehearsal/result";
import { leftToAws } from "./left-to-aws";
import { providerLines } from "./provider-lines";
import { roleTable } from "./role-table";

/** The end of a rehearsal in a few lines. */
export function closingTable(result: RehearsalResult): readonly string[] {
  const { stacks, tables, roles, scan, warnings, notCarried, keptByAws, change, seconds, overhead } = result;
  const kept = keptByAws.map(({ type, count }) => `${count} ${type}`).join(", ");
  return [
    "",
    ...resourceTable(stacks),
    "",
    ...tables.flatMap((table) => [table.table, ...shownRows(table).map((row) => `  ${row}`), ""]),
    ...roleTable(roles),
    ...(scan === undefined
      ? []
      : [`findings        ${scan.findings.length} unaccepted, ${scan.accepted.length} accepted risks`]),
    ...(kept === "" ? [] : [`kept by AWS too ${kept}`]),
    ...(change === undefined ? [] : [`change from     ${change.from}: ${change.madeBy}`]),
    ...providerLines(result),
    ...warnings.map((warning) => `warning         ${warning}`),
    `time            ${duration(seconds.total)}: terraform ${duration(seconds.terraform)}, the rest ${duration(seconds.own)}${share(overhead)}`,
    ...(notCarried.length === 0 ? [] : ["not rehearsed   (the provider cannot carry it)"]),
    ...notCarried.map((line) => `                ${line}`),
    ...leftToAws(result),
    verdict(result),
  ];
}

function resourceTable(stacks: RehearsalResult["stacks"]): readonly string[] {
  const types = [...new Set(stacks.flatMap(({ resourcesByType }) => Object.keys(resourcesByType)))].sort();
  if (types.length === 0) return [];
  const width = Math.max(...types.map((type) => type.length));
  const columns = stacks.map(({ name }) => Math.max(name.length, 3));
  const row = (head: string, cells: readonly string[]) =>
    [head.padEnd(width), ...cells.map((cell, index) => cell.padStart(columns[index] ?? 0))].join("  ");
  const total = ({ resourcesByType }: RehearsalResult["stacks"][number]) =>
    Object.values(resourcesByType).reduce((sum, count) => sum + count, 0);
  return [
    row(
      "resources",
      stacks.map(({ name }) => name),
    ),
    ...types.map((type) =>
      row(
        type,
        stacks.map(({ resourcesByType }) => String(resourcesByType[type] ?? "")),
      ),
    ),
    row(
      "total",
      stacks.map((stack) => String(total(stack))),
    ),
  ];
}

function verdict({ environment, change, outcome, steps }: RehearsalResult): string {
  const what = change === undefined ? environment : `the change of ${environment} from ${change.from}`;
  const named = (wanted: string) => steps.filter((step) => step.outcome === wanted).map(({ title }) => title);
  switch (outcome) {
    case "passed":
      return `${what} passed its rehearsal`;
    case "failed":
      return `${what} failed its rehearsal: ${named("failed").join("; ")}`;
    case "skipped":
      return `${what} was not rehearsed in full; skipped: ${named("skipped").join("; ")}`;
  }
}

function duration(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

function share(overhead: number | undefined): string {
  return overhead === undefined ? "" : ` (${Math.round(overhead * 100)} % of it)`;
}
