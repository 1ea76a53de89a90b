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
  const data = { yes: " and holds data", unknown: " and may hold data, as its type has no record", no: "" };
  return `${stack}: ${change.address} ${lossWords(change)}${data[holdsData]}; ${refusal}`;
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
