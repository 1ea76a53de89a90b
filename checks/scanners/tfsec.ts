import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../finding";
import { convertToHcl, HclConversionError } from "../hcl/convert";
import { isObject, parseJson } from "../json";
import { type Template, templateOf } from "../template";
import type { ScannerFailure } from "./scanner-failure";
import { unseenResources } from "./tfsec-coverage";
import { hasPassed, parseTfsecReport, type TfsecResult } from "./tfsec-report";

/** Runs a program to its end, in a process group of its own that an interrupt ends. Rejects where it cannot be started. */
export type RunProgram = (
  program: string,
  args: readonly string[],
) => Promise<{ readonly exitCode: number; readonly stderr: string }>;

export interface Tfsec {
  /** Path of tfsec 1.28.14. */
  readonly program: string;
  readonly run: RunProgram;
  /** An empty folder of the caller's, who removes it however the scan ends. */
  readonly workFolder: string;
}

export interface StackJson {
  readonly name: string;
  /** Text of the stack's `cdk.tf.json`. */
  readonly text: string;
}

export interface ScannerReport {
  readonly findings: readonly Finding[];
  readonly passedChecks: number;
  readonly failures: readonly ScannerFailure[];
}

/** tfsec over one stack, shown to it as HCL. */
export async function runTfsec(tfsec: Tfsec, stack: StackJson): Promise<ScannerReport> {
  try {
    const json = parseJson(stack.text);
    if (!isObject(json)) throw new ScanError("its JSON is not an object");
    const hcl = convertToHcl(json, { jsonStrings: "literal-references" });
    return reportOf(stack.name, templateOf(json), await resultsOf(tfsec, stack.name, hcl));
  } catch (error) {
    if (error instanceof ScanError || error instanceof HclConversionError || error instanceof SyntaxError) {
      return { findings: [], passedChecks: 0, failures: [failure(stack.name, error.message)] };
    }
    throw error;
  }
}

class ScanError extends Error {}

async function resultsOf(
  { program, run, workFolder }: Tfsec,
  stack: string,
  hcl: string,
): Promise<readonly TfsecResult[]> {
  const folder = join(workFolder, stack);
  const report = join(workFolder, `${stack}.json`);
  mkdirSync(folder);
  writeFileSync(join(folder, "stack.tf"), hcl);
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
  const { exitCode, stderr } = await run(program, [folder, ...flags]).catch((error: unknown) => {
    throw new ScanError(`tfsec cannot be started: ${messageOf(error)}`);
  });
  const results = readReport(report, `exit code ${exitCode}: ${lastLine(stderr)}`);
  const failed = results.some((result) => !hasPassed(result));
  if (exitCode > 2 || failed !== exitCode > 0) {
    throw new ScanError(`tfsec ended with exit code ${exitCode}, which its report contradicts`);
  }
  return results;
}

function readReport(file: string, circumstances: string): readonly TfsecResult[] {
  const text = unlessThrown(() => readFileSync(file, "utf8"));
  if (text === undefined) throw new ScanError(`tfsec wrote no report (${circumstances})`);
  const results = unlessThrown(() => parseTfsecReport(text));
  if (results === undefined) throw new ScanError(`tfsec's report cannot be read (${circumstances})`);
  if (results.length === 0) throw new ScanError("tfsec read nothing");
  return results;
}

function reportOf(stack: string, template: Template, results: readonly TfsecResult[]): ScannerReport {
  const failed = results.filter((result) => !hasPassed(result));
  const unseen = unseenResources(template, results);
  return {
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

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unlessThrown<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
