import type { ScanResult } from "../checks/scan-stacks";

/** Such as `76 of tfsec, 136 of checkov`. */
export function passedText(passedChecks: ScanResult["passedChecks"]): string {
  return Object.entries(passedChecks)
    .map(([scanner, passed]) => `${passed} of ${scanner}`)
    .join(", ");
}
