import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Finding } from "../finding";
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

const misconfiguration = z.object({
  AVDID: z.string().min(1),
  Title: z.string(),
  Message: z.string(),
  Resolution: z.string().default(""),
  Severity: z.enum(["CRITICAL", "HIGH", "MEDIUM", "LOW"]),
  Status: z.enum(["PASS", "FAIL"]),
  CauseMetadata: z.object({ Resource: z.string().default("") }),
});

const secret = z.object({
  RuleID: z.string(),
  Title: z.string(),
  Severity: z.enum(["CRITICAL", "HIGH", "MEDIUM", "LOW"]),
});

const reportSchema = z.object({
  SchemaVersion: z.literal(2),
  Results: z.array(
    z.object({
      /** `STACK` or `STACK/stack.tf` */
      Target: z.string(),
      Misconfigurations: z.array(misconfiguration).default([]),
      Secrets: z.array(secret).default([]),
    }),
  ),
});

type TrivyResult = z.output<typeof reportSchema>["Results"][number];

/** What trivy ends with where it found something; without the flag it ends with 0 even then. */
const foundCode = 3;

/** trivy over all stacks at once. */
export function runTrivy(trivy: ScannerProgram, stacks: readonly StackJson[]): Promise<ScannerReport> {
  return scanTogether("trivy", trivy, stacks, async ({ parent, folders }) =>
    reportOf(folders, await resultsOf(trivy, parent)),
  );
}

async function resultsOf(trivy: ScannerProgram, parent: string): Promise<readonly TrivyResult[]> {
  const report = join(trivy.workFolder, "report.json");
  const scanners = ["--scanners", "misconfig,secret", "--misconfig-scanners", "terraform"];
  const offline = ["--skip-check-update", "--offline-scan", "--include-non-failures"];
  const output = ["--exit-code", String(foundCode), "--format", "json", "--output", report];
  const { exitCode, stderr } = await started("trivy", trivy, ["fs", ...scanners, ...offline, ...output, parent]);
  const circumstances = `exit code ${exitCode}: ${lastLine(stderr)}`;
  const text = readOrFail(() => readFileSync(report, "utf8"), `trivy wrote no report (${circumstances})`);
  const { Results: results } = readOrFail(
    () => reportSchema.parse(JSON.parse(text)),
    `trivy's report cannot be read (${circumstances})`,
  );
  const found = results.some((result) => failed(result).length > 0 || result.Secrets.length > 0);
  if (exitCode !== (found ? foundCode : 0)) {
    throw new ScanError(`trivy ended with exit code ${exitCode}, which its report contradicts`);
  }
  return results;
}

function reportOf(folders: readonly StackFolder[], results: readonly TrivyResult[]): ScannerReport {
  const unseen = folders.filter(({ name }) => !results.some(({ Target: target }) => target.split("/")[0] === name));
  return {
    scanner: "trivy",
    findings: results.flatMap((result) => findingsOf(folders, result)),
    passedChecks: results.reduce(
      (sum, { Misconfigurations: all }) => sum + all.filter(({ Status: status }) => status === "PASS").length,
      0,
    ),
    failures: unseen.map(({ name }) => ({ scanner: "trivy" as const, stack: name, message: "trivy read nothing" })),
  };
}

function findingsOf(folders: readonly StackFolder[], result: TrivyResult): readonly Finding[] {
  const [name = ""] = result.Target.split("/");
  const stack = folders.find((folder) => folder.name === name);
  return [
    ...failed(result).map((problem) => {
      const address = problem.CauseMetadata.Resource === "" ? name : problem.CauseMetadata.Resource;
      const resource = stack?.template.resources.find((candidate) => candidate.address === address);
      return {
        scanner: "trivy" as const,
        rule: problem.AVDID,
        severity: problem.Severity,
        address,
        constructPath: resource?.constructPath ?? address,
        message: problem.Message.trim().replace(/\.$/, ""),
        remedy: problem.Resolution.trim().replace(/\.$/, ""),
      };
    }),
    ...result.Secrets.map(({ RuleID: rule, Title: title, Severity: severity }) => ({
      scanner: "trivy" as const,
      rule,
      severity,
      address: name,
      constructPath: name,
      message: `${title} in the text of the stack`,
      remedy: "store the value in Secrets Manager and name it there",
    })),
  ];
}

function failed({ Misconfigurations: all }: TrivyResult) {
  return all.filter(({ Status: status }) => status === "FAIL");
}
