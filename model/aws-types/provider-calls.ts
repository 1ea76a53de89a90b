/**
 * What a refresh reads, what makes a new thing, and what changes or removes one that is there. Whoever gives a capability up keeps
 * the first and the last; so what makes and changes alike is said to change where AWS takes nothing else to remove it.
 */
export type CallPhase = "read" | "create" | "change";

/** Calls that Terraform's provider makes to AWS's API for a type. */
export interface ProviderCalls {
  readonly phase: CallPhase;
  /** Name of a set of ARNs that account or capabilities contribute; `anywhere` where AWS narrows nothing to a resource. */
  readonly on: string;
  readonly actions: readonly string[];
}

type Calls = (on: string, service: string, ...names: readonly string[]) => ProviderCalls;

export const reads: Calls = (on, service, ...names) => calls("read", on, service, names);
export const creates: Calls = (on, service, ...names) => calls("create", on, service, names);
export const changes: Calls = (on, service, ...names) => calls("change", on, service, names);

function calls(phase: CallPhase, on: string, service: string, names: readonly string[]): ProviderCalls {
  return { phase, on, actions: names.map((name) => `${service}:${name}`) };
}
