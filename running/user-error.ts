import { MendableError } from "../model/mendable-error";

/** What a verb finds that the person can mend. */
export class UserError extends MendableError {}

/** What a step needs cannot be had on this machine: the step is shown as skipped, never as passed. */
export class Unavailable extends UserError {}

/** What the file system refuses the person can mend; @returns any other error as it is */
export function mendable(error: unknown, sentence: (code: string) => string): unknown {
  const isSystems = error instanceof Error && "syscall" in error && "code" in error;
  return isSystems ? new UserError(sentence(String(error.code))) : error;
}

export const exitCodes = { passed: 0, failed: 1, skipped: 3 } as const;
