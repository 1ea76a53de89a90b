export const severities = ["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const;
export type Severity = (typeof severities)[number];

export type ScannerName = "tfsec" | "checkov" | "trivy";

/** What a rule of ours or a scanner reports about one resource. */
export interface Finding {
  readonly scanner: "slipway" | ScannerName;
  readonly rule: string;
  readonly severity: Severity;
  /** Terraform's address of the resource. */
  readonly address: string;
  /** Where the program made it; the address where that is unknown. */
  readonly constructPath: string;
  readonly message: string;
  readonly remedy: string;
  /** Names that other scanners have for the same rule. */
  readonly aliases?: readonly string[];
  /** Rules of other scanners that reported the same of the resource, such as `checkov CKV_AWS_136`. */
  readonly alsoFoundBy?: readonly string[];
}

/** The worst first, then by rule and address, so that reports of equal stacks are equal. */
export function sortedFindings<Sorted extends Finding>(findings: readonly Sorted[]): readonly Sorted[] {
  const key = (finding: Finding) => [finding.rule, finding.address, finding.message].join("\n");
  return [...findings].sort(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) || (key(left) < key(right) ? -1 : 1),
  );
}
