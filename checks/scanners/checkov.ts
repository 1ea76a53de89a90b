import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding, Severity } from "../finding";
import { severities } from "../finding";
import { type CheckovCheck, type CheckovReport, parseCheckovReports } from "./checkov-report";
import { scanTogether } from "./scan-together";
import {
  lastLine,
  readOrFail,
  ScanError,
  type ScannerProgram,
  type ScannerReport,
  type StackJson,
  started,
} from "./scanner";
import type { StackFolder } from "./stack-folder";

export const checkovVersion = "3.3.30";

/** checkov over all stacks at once: most of its time goes into starting. */
export function runCheckov(checkov: ScannerProgram, stacks: readonly StackJson[]): Promise<ScannerReport> {
  return scanTogether("checkov", checkov, stacks, async ({ parent, folders }) =>
    reportOf(folders, await reportsOf(checkov, parent)),
  );
}

async function reportsOf(checkov: ScannerProgram, parent: string): Promise<readonly CheckovReport[]> {
  const frameworks = ["--framework", "terraform", "secrets"];
  const flags = ["--output", "json", "--output-file-path", checkov.workFolder, "--skip-download"];
  const { exitCode, stderr } = await started("checkov", checkov, ["--directory", parent, ...frameworks, ...flags]);
  const circumstances = `exit code ${exitCode}: ${lastLine(stderr)}`;
  const file = join(checkov.workFolder, "results_json.json");
  const text = readOrFail(() => readFileSync(file, "utf8"), `checkov wrote no report (${circumstances})`);
  const reports = readOrFail(() => parseCheckovReports(text), `checkov's report cannot be read (${circumstances})`);
  const failed = reports.some(({ results }) => results.failed_checks.length > 0);
  if (exitCode > 1 || failed !== exitCode > 0) {
    throw new ScanError(`checkov ended with exit code ${exitCode}, which its report contradicts`);
  }
  return reports;
}

function reportOf(folders: readonly StackFolder[], reports: readonly CheckovReport[]): ScannerReport {
  const terraform = reports.find(({ check_type: kind }) => kind === "terraform");
  if (terraform === undefined) throw new ScanError("checkov read nothing");
  return {
    scanner: "checkov",
    findings: reports.flatMap(({ results }) => results.failed_checks.map((check) => findingOf(folders, check))),
    passedChecks: reports.reduce((sum, { results }) => sum + results.passed_checks.length, 0),
    failures: problemsOf(folders, terraform).map((message) => ({
      scanner: "checkov" as const,
      stack: folders.map(({ name }) => name).join(", "),
      message,
    })),
  };
}

/** What shows that checkov looked at less than there is. */
function problemsOf(folders: readonly StackFolder[], { results, summary }: CheckovReport): readonly string[] {
  const resources = folders.reduce((sum, { template }) => sum + template.resources.length, 0);
  const skipped = results.skipped_checks.map(({ check_id: id }) => id);
  return [
    ...(summary.checkov_version === checkovVersion
      ? []
      : [`it is checkov ${summary.checkov_version} instead of ${checkovVersion}`]),
    ...(summary.resource_count === resources
      ? []
      : [`checkov saw ${summary.resource_count} of ${resources} resources`]),
    ...results.parsing_errors.map((file) => `checkov could not read ${file}`),
    // A text somewhere in a stack that reads like a comment for checkov.
    ...(skipped.length === 0 ? [] : [`checkov was told to skip ${skipped.join(", ")} by a text in the stack`]),
  ];
}

function findingOf(folders: readonly StackFolder[], check: CheckovCheck): Finding {
  const stack = folders.find(({ name }) => check.file_path === `/${name}/stack.tf`);
  const address = stack === undefined ? check.resource : addressOf(stack, check);
  const resource = stack?.template.resources.find((candidate) => candidate.address === address);
  return {
    scanner: "checkov",
    rule: check.check_id,
    severity: severityOf(check),
    address,
    constructPath: resource?.constructPath ?? address,
    message: `not so: ${check.check_name.replace(/^Ensure (that )?/, "")}`,
    remedy: `change the resource so that ${check.check_id} of checkov passes`,
  };
}

/** Secrets are reported by line alone. */
function addressOf({ hcl, name }: StackFolder, { resource, file_line_range: [line] }: CheckovCheck): string {
  if (/^(data\.)?aws_\w+\.[\w-]+$/.test(resource)) return resource;
  const block = hcl
    .split("\n")
    .slice(0, line)
    .findLast((text) => /^resource "/.test(text));
  const [, type, id] = /^resource "([^"]+)" "([^"]+)"/.exec(block ?? "") ?? [];
  return type === undefined ? name : `${type}.${id}`;
}

/** checkov rates its rules only for customers of its vendor. */
function severityOf({ check_id: id, severity }: CheckovCheck): Severity {
  const stated = severities.find((known) => known === severity);
  return stated ?? (id.startsWith("CKV_SECRET_") ? "CRITICAL" : "MEDIUM");
}
