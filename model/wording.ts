/** `a, b or c`, as a sentence lists choices. */
export function orList(values: readonly (string | number)[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
