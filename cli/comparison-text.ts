import type { Comparison } from "../model/compare/comparison";
import type { Compute } from "../model/compare/side";
import type { Aspect } from "../model/compare/tables";
import { inUsd } from "../model/cost/budget";
import { pricesAsOf } from "../model/prices";

interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const names: Readonly<Record<Compute, string>> = { ec2: "EC2 with Docker Compose", fargate: "ECS on Fargate" };

function headline({ environment, region, chosen, recommended, because }: Comparison): readonly string[] {
  return [
    `${environment}: ${names[recommended]} (compute: ${recommended}) is recommended`,
    `${because}; its file says compute: ${chosen} (${region}; prices of ${pricesAsOf}, without tax, discounts and free tiers)`,
  ];
}

function sections({ lines, sides, factors, deployment }: Comparison): readonly Section[] {
  const { ec2, fargate } = sides;
  const usd = (amount: number) => (amount === 0 ? "-" : inUsd(amount));
  const row = (what: string, left: number, right: number) => [what, usd(left), usd(right)];
  const alike = lines.filter(({ isOfRuntime }) => !isOfRuntime).reduce((sum, { ec2Usd }) => sum + ec2Usd, 0);
  return [
    {
      title: "USD a month",
      head: ["line", names.ec2, names.fargate],
      rows: [
        ...lines
          .filter(({ isOfRuntime }) => isOfRuntime)
          .map(({ what, ec2Usd, fargateUsd }) => row(what, ec2Usd, fargateUsd)),
        row("what both have alike", alike, alike),
        row("together, with what always runs", ec2.cost.total.monthlyUsd, fargate.cost.total.monthlyUsd),
        row("together, with all that may be started", ec2.most.total.monthlyUsd, fargate.most.total.monthlyUsd),
      ],
    },
    tableOf("factors", factors),
    tableOf("deployment", deployment),
  ];
}

/** What follows from the configuration is marked. */
function tableOf(title: string, aspects: readonly Aspect[]): Section {
  return {
    title: `${title} (* computed from the settings)`,
    head: ["aspect", names.ec2, names.fargate, "better"],
    rows: aspects.map(({ aspect, ec2, fargate, better, isComputed }) => [
      isComputed ? `${aspect} *` : aspect,
      ec2,
      fargate,
      better,
    ]),
  };
}

export function comparisonText(comparison: Comparison): string {
  const tables = sections(comparison).flatMap(({ title, head, rows }) => ["", title, ...aligned([head, ...rows])]);
  return [...headline(comparison), ...tables, ""].join("\n");
}

export function comparisonMarkdown(comparison: Comparison): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ").replaceAll("*", "\\*")} |`;
  const [title = "", reason = ""] = headline(comparison);
  const tables = sections(comparison).flatMap((section) => [
    "",
    `### ${section.title.replaceAll("*", "\\*")}`,
    "",
    line(section.head),
    line(section.head.map(() => "---")),
    ...section.rows.map(line),
  ]);
  return [`## ${title}`, "", reason, ...tables, ""].join("\n");
}

/** For programs: its keys stay. */
export function comparisonDocument({ sides, lines, ...comparison }: Comparison) {
  const cents = (amount: number) => Number(inUsd(amount));
  const side = ({ cost, most, away, scaling }: Comparison["sides"]["ec2"]) => ({
    monthlyUsd: cents(cost.total.monthlyUsd),
    mostMonthlyUsd: cents(most.total.monthlyUsd),
    away,
    scaling,
  });
  return {
    ...comparison,
    pricesAsOf,
    ec2: side(sides.ec2),
    fargate: side(sides.fargate),
    lines: lines.map((line) => ({ ...line, ec2Usd: cents(line.ec2Usd), fargateUsd: cents(line.fargateUsd) })),
  };
}

function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
