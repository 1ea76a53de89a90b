/** Newest runtime that the rehearsal's provider accepts too. */
export const functionRuntime = "nodejs22.x";

/** A function's program as Lambda takes it. */
export interface FunctionArchive {
  /** Of the .zip on this machine. */
  readonly path: string;
  /** Beginning of its SHA-256, which tells it from earlier ones. */
  readonly hash: string;
}
