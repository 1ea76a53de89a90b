/** What is known of a call, by names of condition keys in lower case: each has one value, or several. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** The same as it is handed over. */
export type ContextValues = Readonly<Record<string, string | readonly string[]>>;

export function requestContext(...values: readonly ContextValues[]): RequestContext {
  return new Map(
    values.flatMap(Object.entries).map(([key, value]: [string, string | readonly string[]]) => {
      return [key.toLowerCase(), typeof value === "string" ? [value] : value] as const;
    }),
  );
}
