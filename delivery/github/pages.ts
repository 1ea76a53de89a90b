import { z } from "zod";
import type { GithubClient } from "./client";

const pageSize = 100;

/**
 * A list of GitHub's, page by page.
 * @param key where the answer holds the list, if it is not the list itself
 */
export async function* pages<Schema extends z.ZodType>(
  client: GithubClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  schema: Schema,
  key?: string,
): AsyncGenerator<readonly z.output<Schema>[]> {
  const listed =
    key === undefined ? z.array(schema) : z.object({ [key]: z.array(schema) }).transform((answer) => answer[key] ?? []);
  for (let page = 1; ; page += 1) {
    const entries = await client.request(route, { ...parameters, per_page: pageSize, page }, listed);
    yield entries;
    if (entries.length < pageSize) return;
  }
}

/** The whole of such a list. */
export async function allOf<Schema extends z.ZodType>(
  ...asked: Parameters<typeof pages<Schema>>
): Promise<readonly z.output<Schema>[]> {
  const found: z.output<Schema>[] = [];
  for await (const page of pages(...asked)) found.push(...page);
  return found;
}
