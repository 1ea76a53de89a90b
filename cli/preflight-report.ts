import type { Answer } from "../delivery/preflight/answer";
import { exitCodes } from "../running/user-error";

/** For machines. */
export function preflightDocument(environment: string, answers: readonly Answer[]) {
  return { environment, outcome: outcomeOf(answers), answers };
}

/** For people. */
export function preflightText(environment: string, answers: readonly Answer[]): string {
  const count = (state: Answer["state"]) => answers.filter((answer) => answer.state === state).length;
  const lines = answers.map(({ subject, state, detail }) => `${marks[state]} ${subject}: ${words[state]}${detail}`);
  const sum = `${environment}: ${count("ok")} ok, ${count("missing")} missing, ${count("untold")} cannot be told`;
  return [...lines, sum, ""].join("\n");
}

/** @param allowsUntold whether what cannot be told is no reason to stop */
export function preflightExitCode(answers: readonly Answer[], allowsUntold: boolean): number {
  const outcome = outcomeOf(answers);
  return outcome === "skipped" && allowsUntold ? exitCodes.passed : exitCodes[outcome];
}

function outcomeOf(answers: readonly Answer[]): keyof typeof exitCodes {
  if (answers.some(({ state }) => state === "missing")) return "failed";
  return answers.some(({ state }) => state === "untold") ? "skipped" : "passed";
}

const marks = { ok: "✔", missing: "✖", untold: "○" } as const;
const words = { ok: "", missing: "missing: ", untold: "cannot be told, because " } as const;
