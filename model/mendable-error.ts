/** A failure that the person can mend: shown as its message alone, without a stack trace. */
export class MendableError extends Error {}
