import type { None } from "./none";

/** How close the rehearsal's AWS is to AWS for a type, and what is left for an account to show. */
export interface Emulated {
  /** Creations, changes and deletions that AWS refuses, and the emulator with it. */
  readonly refuses: readonly Carried[] | None;
  /** Values that AWS gives back in another form than it got them, and the emulator with it. */
  readonly rewrites: readonly Carried[] | None;
  /** Where both were looked for. */
  readonly lookedIn: string;
  readonly onlyInAws: OnlyInAws | None;
}

export interface OnlyInAws {
  readonly what: string;
  readonly shownBy: Proof;
}

/** `by` is a module of the emulator's gaps, or moto itself. */
export interface Carried {
  readonly what: string;
  readonly by: string;
}

type Proof = keyof typeof proofs;

/** What shows in an account what a rehearsal cannot; for the rest stand the apply itself and the alarms that follow it. */
const proofs = {
  preflight: "npx slipway preflight NAME",
  smoke: "npx slipway smoke NAME",
  apply: "npx cdktf deploy NAME",
} as const;

export function proofCommand(proof: Proof, environment = "NAME"): string {
  return proofs[proof].replace("NAME", environment);
}

/** What moto refuses or rewrites, or one of the emulator's gap modules. */
export function carried(what: string, by = "moto"): Carried {
  return { what, by };
}
