import type { Interruption } from "../../checks/plan/interruptions";
import type { Loss } from "../../checks/plan/losses";
import { planSummary } from "../../checks/plan/plan-markdown";
import type { PlanReport } from "../../checks/plan/plan-report";

/** What a plan does, for a terminal: what is lost and what is noticed; the rest is counted. */
export function changeLines(report: PlanReport): readonly string[] {
  const beneath = [...report.losses.map(lossText), ...report.interruptions.map(interruptionText)];
  return [`${report.stack}: ${planSummary(report)}`, ...beneath.map((line) => `  ${line}`)];
}

/** Why a plan must not be applied, and what to do. */
export function refusalText({ stack }: PlanReport, { change, holdsData, refusal }: Loss): string {
  const data = holdsData === "yes" ? "holds data" : "may hold data, as its type has no record";
  return (
    `${stack}: ${change.address} ${lossWords(change)} and ${data}; ${refusal}: keep the setting as it was, ` +
    "or approve the loss there once what it holds is saved"
  );
}

function lossText({ change, holdsData, approval }: Loss): string {
  const data = holdsData === "no" ? "" : `, and holds data${approval === undefined ? "" : " (approved)"}`;
  return `${change.address} ${lossWords(change)}${data}`;
}

function lossWords({ action, replacedFor }: Loss["change"]): string {
  const why = replacedFor.length === 0 ? "" : ` for ${replacedFor.join(", ")}`;
  return `${action === "destroy" ? "is destroyed" : "is replaced"}${why}`;
}

function interruptionText({ address, effect, downtime }: Interruption): string {
  return `${address}: ${effect} (downtime: ${downtime})`;
}
