import { readFileSync } from "node:fs";
import type { ChangeRow } from "./change-row";

/** By fixture, in the order in which they stand in the document. */
export type ChangeRows = Readonly<Record<string, readonly ChangeRow[]>>;

export const rowsFile = "docs/changes.json";
export const documentFile = "docs/changes.md";

export function readRows(): ChangeRows {
  return JSON.parse(readFileSync(rowsFile, "utf8"));
}

export function changesDocument(rows: ChangeRows): string {
  return `${[
    "# What a change does",
    "",
    "Made by `npm run proof:changes`: every setting of the fixtures under `test/fixtures`, changed over an environment that is kept on the",
    "emulator, by the documented commands (plan and apply of account, base and runtime in this order, each under its role), with a second",
    "plan that must be empty and the load balancer watched ([decision 19](adr/0019-rehearsing-a-change.md)). Settings that rewrite",
    "different things are changed together; where that does not end well, by halves, until the one at fault stands alone.",
    "",
    "An interruption says how sure its downtime is. `none`: nobody is cut off. `possible`: whoever is connected at that moment may be.",
    "`certain`: from the moment at which the thing goes until its successor is there, which lies in the same apply. A rollout of a service",
    "takes as long as its new tasks need to be healthy and the old ones to drain, and interrupts nobody.",
    "",
    ...summary(rows),
    ...Object.entries(rows).flatMap(([fixture, its]) => [`## ${fixture}`, "", ...table(its), ""]),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

function summary(rows: ChangeRows): readonly string[] {
  const all = Object.values(rows).flat();
  const outcomes = [...new Set(all.map(({ outcome }) => outcome))].sort();
  return [
    `Of ${all.length} settings: ${outcomes.map((outcome) => `${all.filter((row) => row.outcome === outcome).length} ${outcome}`).join(", ")}.`,
    "",
  ];
}

function table(rows: readonly ChangeRow[]): readonly string[] {
  return [
    "| setting | changed to | outcome | what happens | what it interrupts |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ leaf, to, outcome, because, happens, interrupts }) =>
        `| ${[
          code(leaf),
          code(JSON.stringify(to)),
          because === undefined ? outcome : `${outcome}: ${plain(because)}`,
          ...[happens, interrupts].map(
            (texts) => texts.map(plain).join("; ") || (outcome === "not run" ? "" : "nothing"),
          ),
        ].join(" | ")} |`,
    ),
  ];
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*[\]<>|]/g, (mark) => `\\${mark}`);
}
