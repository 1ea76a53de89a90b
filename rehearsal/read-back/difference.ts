import type { ReadBackResult } from "../read-back-result";

/** Both ways: what is asked for and not there, and what is there and not asked for. One sentence each. */
export function differences({ subject, expected, found }: ReadBackResult): readonly string[] {
  return [
    ...surplus(expected, found).map((sentence) => `${subject}: missing: ${sentence}`),
    ...surplus(found, expected).map((sentence) => `${subject}: not asked for: ${sentence}`),
  ];
}

/** What the list has more often than the other: two equal rules where one is asked for are a difference too. */
function surplus(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const sentence of other) left.set(sentence, (left.get(sentence) ?? 0) + 1);
  return list.filter((sentence) => {
    const count = left.get(sentence) ?? 0;
    left.set(sentence, count - 1);
    return count <= 0;
  });
}
