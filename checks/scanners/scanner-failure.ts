/** A scan that did not happen, or saw less than it should have: never a pass, whatever it reported. */
export interface ScannerFailure {
  readonly scanner: "tfsec";
  readonly stack: string;
  /** One sentence, with what to do where that is known. */
  readonly message: string;
}
