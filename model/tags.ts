/** Tags for cost tracking, put on everything by the provider's `default_tags`. */
export interface TagFacts {
  readonly stack: string;
  readonly owner: string;
  /** Absent for what an account has once. */
  readonly environment?: string;
  readonly furtherTags: Readonly<Record<string, string>>;
}

/** Tag that the budget filters by; AWS counts it once it is activated as a cost allocation tag. */
export const environmentTag = "Environment";

export function costTags(facts: TagFacts): Readonly<Record<string, string>> {
  return {
    ...facts.furtherTags,
    ManagedBy: "slipway",
    Owner: facts.owner,
    Stack: facts.stack,
    ...(facts.environment === undefined ? {} : { [environmentTag]: facts.environment }),
  };
}
