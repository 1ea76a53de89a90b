/** What the closing report says about the scan. */
export interface ScanSummary {
  readonly unacceptedFindings: readonly string[];
  readonly acceptedRisks: number;
  readonly passedChecks: number;
}
