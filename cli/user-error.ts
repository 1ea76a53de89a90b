/** A failure that the person can mend: shown as its message alone, without a stack trace. */
export class UserError extends Error {}

/** What a step needs cannot be had on this machine: the step is shown as skipped, never as passed. */
export class Unavailable extends UserError {}

export const exitCodes = { passed: 0, failed: 1, skipped: 3 } as const;
