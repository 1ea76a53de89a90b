import { pricesAsOf, pricesRegion } from "../../model/prices";
import type { CostChange } from "./cost-change";
import type { Loss } from "./losses";
import type { PermissionsAt } from "./permission-words";
import { type PlanReport, refusedLosses } from "./plan-report";
import { isLoss, type PlannedChange } from "./planned-changes";

/** GitHub takes 65,536 characters in a comment; of what is only long, the rest is counted. What is lost or permitted is never cut. */
const longestList = 60;

/** The report as a pull request or a run's page shows it: what is lost first, then what is noticed, then the rest. */
export function planMarkdown(report: PlanReport): string {
  return `${[
    `### Plan of ${code(report.stack)}: ${planSummary(report)}`,
    ...section("Destroyed or replaced", report.losses.map(lossLine), Number.POSITIVE_INFINITY),
    ...refusalNote(report),
    ...section(
      `Noticed by users (downtime: ${report.downtime})`,
      report.interruptions.map(
        ({ address, effect, downtime }) => `${code(address)}: ${plain(effect)} (downtime: ${downtime})`,
      ),
    ),
    ...section("Permissions granted", report.permissions.granted.map(permissionLines), Number.POSITIVE_INFINITY),
    ...section("Permissions withdrawn", report.permissions.withdrawn.map(permissionLines), Number.POSITIVE_INFINITY),
    ...section("Policies that cannot be read before they are applied", report.permissions.unreadable.map(code)),
    ...section("Ports opened", report.ports.opened.map(code)),
    ...section("Ports closed", report.ports.closed.map(code)),
    ...section("Ports that are known only when they are applied", report.ports.unknown.map(code)),
    ...costSection(report.cost),
    ...section("Created, changed or moved", report.changes.filter((change) => !isLoss(change)).map(changeLine)),
    ...section("Outputs that change", report.changedOutputs.map(code)),
    ...section("Changed outside of Terraform", report.drifted.map(code)),
  ].join("\n")}\n`;
}

/** One line, as a run's message or a progress line takes it. */
export function planSummary(report: PlanReport): string {
  const { changes, changedOutputs } = report;
  if (changes.length === 0) return changedOutputs.length === 0 ? "no changes" : "only outputs change";
  const count = (...actions: readonly PlannedChange["action"][]) =>
    changes.filter(({ action }) => actions.includes(action)).length;
  const moved = changes.filter(({ action }) => action === "no-op").length;
  const parts: readonly (readonly [number, string])[] = [
    [count("destroy"), "to destroy"],
    [count("replace"), "to replace"],
    [count("forget", "create and forget"), "to forget"],
    [count("update"), "to change"],
    [count("create"), "to create"],
    [moved, "to move or import"],
  ];
  const counted = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const refused = refusedLosses(report).length;
  return `${counted.join(", ")}${refused === 0 ? "" : `; ${refused} refused`}`;
}

function lossLine({ change, holdsData, approval, refusal }: Loss): string {
  const what = change.action === "destroy" ? "is destroyed" : "is replaced";
  const why = change.replacedFor.length === 0 ? "" : ` for ${change.replacedFor.map(code).join(", ")}`;
  const left = change.isDeposed ? ", left over from an earlier replacement," : "";
  const line = `${code(change.address)}${left} ${what}${why}`;
  if (holdsData === "no") return refusal === undefined ? line : `**${line}**; **REFUSED**: ${plain(refusal)}`;
  const data = holdsData === "yes" ? "holds data" : "may hold data: its type is not classified";
  const decision =
    approval === undefined
      ? `**REFUSED**: ${plain(refusal ?? "")}`
      : `approved until ${approval.expires} by ${plain(approval.owners.join(", "))}: ${plain(approval.reason)}`;
  return `**${line}, and ${data}**; ${decision}`;
}

function permissionLines({ address, permissions }: PermissionsAt): string {
  return [code(address), ...permissions.map((permission) => `  - ${code(permission)}`)].join("\n");
}

function refusalNote(report: PlanReport): readonly string[] {
  const refused = refusedLosses(report);
  if (refused.length === 0) return [];
  const entries = refused
    .filter(({ holdsData }) => holdsData !== "no")
    .map(
      ({ change }) =>
        `  - { stack: ${yamlText(report.stack)}, address: ${yamlText(change.address)}, action: ${change.action}, reason: WHY, owners: [ROLE], approvedOn: DAY, expires: DAY }`,
    );
  if (entries.length === 0) return ["", "Do not apply this plan."];
  return [
    "",
    "Do not apply this plan. To approve a loss, add its entry to `config/approved-losses.yaml`, its capitals filled in:",
    "",
    "```yaml",
    ...entries,
    "```",
  ];
}

function changeLine({ address, action, movedFrom, isImported, changedArguments }: PlannedChange): string {
  const moved = movedFrom === undefined ? "" : `, moved from ${code(movedFrom)}`;
  const what = changedArguments.length === 0 ? "" : `: ${changedArguments.map(code).join(", ")}`;
  return `${code(address)} ${isImported ? "is imported" : changeVerbs[action]}${moved}${what}`;
}

const changeVerbs: Readonly<Record<PlannedChange["action"], string>> = {
  "no-op": "stays as it is",
  read: "is read",
  create: "is created",
  update: "is changed",
  destroy: "is destroyed",
  replace: "is replaced",
  forget: "is no longer managed, and stays in AWS",
  "create and forget": "is created anew; the old one is no longer managed, and stays in AWS",
};

function costSection({
  beforeMonthlyUsd: before,
  afterMonthlyUsd: after,
  lines,
  unknown,
}: CostChange): readonly string[] {
  if (lines.length === 0 && unknown.length === 0) return [];
  const difference = signed(after - before);
  const title = `Cost: ${difference} USD a month (${before.toFixed(2)} to ${after.toFixed(2)}; prices of ${pricesRegion}, ${pricesAsOf}; use comes on top)`;
  return section(title, [
    ...lines.map((line) => `${code(line.address)}: ${signed(line.afterMonthlyUsd - line.beforeMonthlyUsd)}`),
    ...unknown.map((address) => `${code(address)}: not known before it is applied`),
  ]);
}

function signed(usd: number): string {
  return `${usd < 0 ? "-" : "+"}${Math.abs(usd).toFixed(2)}`;
}

function section(title: string, lines: readonly string[], limit = longestList): readonly string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - limit;
  return [
    "",
    `#### ${title}`,
    "",
    ...lines.slice(0, limit).map((line) => `- ${line}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ];
}

/** Text of the plan in a code span, which it cannot end: no line break, and backticks become quotes. */
function code(text: string): string {
  return `\`${oneLine(text).replaceAll("`", "'")}\``;
}

/** Text of the plan or of an entry without a meaning in Markdown or HTML. */
function plain(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_[\]<>|#@]/g, (mark) => `\\${mark}`);
}

function yamlText(text: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(text) ? text : JSON.stringify(oneLine(text)).replaceAll("`", "'");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
