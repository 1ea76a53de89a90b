import { severities } from "../checks/finding";
import { rules } from "../checks/registry";
import type { Rule } from "../checks/rule";
import { argumentDocument } from "./argument-document";
import { blockTable } from "./block-table";

/** Everything that is generated for the checks: content by path below the project's root. */
export function checksDocuments(projectFolder: string): Readonly<Record<string, string>> {
  return {
    "checks/hcl/block-table.json": blockTable(projectFolder),
    "docs/checks.md": reference(),
    ...argumentDocument(),
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

A finding is tied to what stands at its resource: each statement of a policy, each opening of a security group, and all other
arguments together. Where a construct causes it on purpose, the reason stands beside the construct, with everything that is
meant to be there and with what compensates it; the scan tells both. What is known and taken beside that stands in
\`config/accepted-risks.yaml\`: the rule, the address or construct path, the fingerprints of what was seen, the environment,
why, who answers for it, and until when, 180 days at most. A critical one takes two roles and lasts 90 days, and cannot be
taken of a production environment; a wildcard of actions on all resources cannot be taken at all. An entry that matches no finding,
has expired, or is of a day to come fails the scan ([ADR 0020](adr/0020-accepting-a-finding.md)).

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
