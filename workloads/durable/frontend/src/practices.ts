export const topics = ["code", "delivery", "operation"] as const;
export type Topic = (typeof topics)[number];

export interface Practice {
  readonly slug: string;
  readonly title: string;
  readonly topic: Topic;
  readonly withoutIt: string;
}

/** What the page knows of the practices at one moment. */
export type Shown =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "ready"; readonly practices: readonly Practice[] };

/** Asks the backend; never rejects, as a page has to show what went wrong. */
export async function loadPractices(fetchAnswer: typeof fetch, signal?: AbortSignal): Promise<Shown> {
  try {
    const answer = await fetchAnswer("/api/practices", { signal: signal ?? null });
    if (!answer.ok) return failed(`the backend answered ${answer.status}`);
    const practices = practicesIn(await answer.json());
    return practices === undefined ? failed("the backend answered something else") : { kind: "ready", practices };
  } catch {
    return failed("the backend cannot be reached");
  }
}

export function ofTopic(practices: readonly Practice[], topic: Topic | undefined): readonly Practice[] {
  return topic === undefined ? practices : practices.filter((practice) => practice.topic === topic);
}

function failed(reason: string): Shown {
  return { kind: "failed", reason };
}

/** Nothing where the answer is not a list of practices. */
function practicesIn(answer: unknown): readonly Practice[] | undefined {
  if (!Array.isArray(answer)) return undefined;
  const practices = answer.flatMap((item: unknown) => practiceIn(item) ?? []);
  return practices.length === answer.length ? practices : undefined;
}

function practiceIn(item: unknown): Practice | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { slug, title, topic, without_it: withoutIt } = Object.fromEntries(Object.entries(item));
  const known = topics.find((each) => each === topic);
  if (typeof slug !== "string" || typeof title !== "string" || typeof withoutIt !== "string") return undefined;
  return known === undefined ? undefined : { slug, title, topic: known, withoutIt };
}
