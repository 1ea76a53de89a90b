import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../finding";
import type { Template } from "../template";
import {
  lastLine,
  readOrFail,
  ScanError,
  type ScannerFailure,
  type ScannerProgram,
  type ScannerReport,
  type StackJson,
  started,
} from "./scanner";
import { stackFolder } from "./stack-folder";
import { unseenResources } from "./tfsec-coverage";
import { hasPassed, parseTfsecReport, type TfsecResult } from "./tfsec-report";

/** tfsec 1.28.14 over one stack. */
export async function runTfsec(tfsec: ScannerProgram, stack: StackJson): Promise<ScannerReport> {
  try {
    const { folder, template } = stackFolder(tfsec.workFolder, stack);
    return reportOf(stack.name, template, await resultsOf(tfsec, stack.name, folder));
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    return { scanner: "tfsec", findings: [], passedChecks: 0, failures: [failure(stack.name, error.message)] };
  }
}

async function resultsOf(tfsec: ScannerProgram, stack: string, folder: string): Promise<readonly TfsecResult[]> {
  const report = join(tfsec.workFolder, `${stack}.json`);
  const flags = [
    "--no-ignores",
    "--no-module-downloads",
    "--no-color",
    "-G",
    "--include-passed",
    "-f",
    "json",
    "-O",
    report,
  ];
  const { exitCode, stderr } = await started("tfsec", tfsec, [folder, ...flags]);
  const results = readReport(report, `exit code ${exitCode}: ${lastLine(stderr)}`);
  const failed = results.some((result) => !hasPassed(result));
  if (exitCode > 2 || failed !== exitCode > 0) {
    throw new ScanError(`tfsec ended with exit code ${exitCode}, which its report contradicts`);
  }
  return results;
}

function readReport(file: string, circumstances: string): readonly TfsecResult[] {
  const text = readOrFail(() => readFileSync(file, "utf8"), `tfsec wrote no report (${circumstances})`);
  const results = readOrFail(() => parseTfsecReport(text), `tfsec's report cannot be read (${circumstances})`);
  if (results.length === 0) throw new ScanError("tfsec read nothing");
  return results;
}

function reportOf(stack: string, template: Template, results: readonly TfsecResult[]): ScannerReport {
  const failed = results.filter((result) => !hasPassed(result));
  const unseen = unseenResources(template, results);
  return {
    scanner: "tfsec",
    findings: distinct(failed.map((result) => findingOf(template, result))),
    passedChecks: results.length - failed.length,
    failures: unseen.length === 0 ? [] : [failure(stack, `tfsec made only ${unseen.join(", ")}`)],
  };
}

function findingOf(template: Template, result: TfsecResult): Finding {
  const resource = template.resources.find(({ address }) => address === result.resource);
  return {
    scanner: "tfsec",
    rule: result.long_id,
    severity: result.severity,
    address: result.resource,
    constructPath: resource?.constructPath ?? result.resource,
    message: withoutFullStop(result.description === "" ? result.rule_description : result.description),
    remedy: withoutFullStop(result.resolution),
    ...(result.rule_id === undefined ? {} : { aliases: [result.rule_id] }),
  };
}

/** One finding where tfsec reports the same of each block of a resource. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function failure(stack: string, message: string): ScannerFailure {
  return { scanner: "tfsec", stack, message };
}

function withoutFullStop(text: string): string {
  return text.trim().replace(/\.$/, "");
}
