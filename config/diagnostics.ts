import { MendableError } from "../model/mendable-error";
import { looksLikeCredential, withoutCredentials } from "../model/secret-values";

export type ConfigPath = readonly (string | number)[];

/** Counted from one, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

export interface Fault {
  /** Relative to the project's root, with forward slashes. */
  readonly file: string;
  /** Absent where the file or folder itself is the fault. */
  readonly position?: Position;
  /** Empty where the fault is of the whole file. */
  readonly path: ConfigPath;
  /** What was found, what is allowed and what to do; lower case, without full stop. */
  readonly message: string;
}

/** Everything that is wrong with the configuration, to be shown without a stack trace. */
export class ConfigurationError extends MendableError {
  override readonly name = "ConfigurationError";
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const shown = faults.map((fault) => ({ ...fault, message: withoutCredentials(fault.message) }));
    const sorted = shown.sort(compareFaults);
    super(sorted.map(formatFault).join("\n"));
    this.faults = sorted;
  }
}

export function formatFault({ file, position, path, message }: Fault): string {
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  // The message of a whole file follows its colon; editors link FILE:LINE:COLUMN without one.
  if (path.length === 0) return position === undefined ? `${place}: ${message}` : `${place} ${message}`;
  return `${place} ${formatPath(path)}: ${message}`;
}

/** The path as it is written in a program: `services.agent.size`, `tags["cost center"]`, `subnets[1]`. */
export function formatPath(path: ConfigPath): string {
  return path
    .map((segment, index) => {
      if (typeof segment === "number") return `[${segment}]`;
      if (looksLikeCredential(segment)) return "[not shown]";
      if (!/^[\w<-]+$/.test(segment)) return `[${JSON.stringify(segment.slice(0, 60))}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join("");
}

function compareFaults(left: Fault, right: Fault): number {
  return (
    compareTexts(left.file, right.file) ||
    (left.position?.line ?? 0) - (right.position?.line ?? 0) ||
    (left.position?.column ?? 0) - (right.position?.column ?? 0) ||
    compareTexts(formatPath(left.path), formatPath(right.path)) ||
    compareTexts(left.message, right.message)
  );
}

/** By code unit, so that no machine's language setting changes an order. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
