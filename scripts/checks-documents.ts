import { severities } from "../checks/finding";
import { rules } from "../checks/registry";
import type { Rule } from "../checks/rule";
import { blockTable } from "./block-table";

/** Everything that is generated for the checks: content by path below the project's root. */
export function checksDocuments(projectFolder: string): Readonly<Record<string, string>> {
  return {
    "checks/hcl/block-table.json": blockTable(projectFolder),
    "docs/checks.md": reference(),
  };
}

function reference(): string {
  const bySeverity = severities.flatMap((severity) => rules.filter((rule) => rule.severity === severity));
  return `# Checks

Generated from \`checks/registry.ts\` by \`npm run docs\`; change the rules instead. \`npx slipway scan NAME\` applies them to the
Terraform JSON of all stacks of an environment together, beside tfsec, checkov, and trivy where it is installed. A rule is in
\`checks/rules/SERVICE/RULE.ts\`, its test beside it, and a fault that it must find in \`test/helpers/planted-faults/\`.

The scanners read HCL that is made from the JSON for them, since they do not see nested blocks in JSON. A scan in which one
is missing, crashes, or looks at fewer things than the stack has, fails. What several of them say of a resource is told once.

What is known and taken stands in \`config/accepted-risks.yaml\`: the rule, the address or construct path, the environment,
why, who answers for it, and until when, 180 days at most. Two roles answer for a critical one. An entry that matches no
finding, or has expired, fails the scan. What Slipway's own design causes in every account is argued in
\`checks/designed-findings.ts\`, and told with its reason.

| rule | severity | what holds | why it is checked here |
| --- | --- | --- | --- |
${bySeverity.map(row).join("\n")}
`;
}

function row({ id, severity, title, why }: Rule): string {
  return `| \`${id}\` | ${severity} | ${escaped(title)} | ${escaped(why)} |`;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*", "\\*");
}
