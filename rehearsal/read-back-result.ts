/** One set of resources, read through the AWS API and compared with what the configuration asks for. */
export interface ReadBackResult {
  /** Such as "open ports". */
  readonly subject: string;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}
