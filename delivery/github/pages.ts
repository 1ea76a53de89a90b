import { z } from "zod";
import type { GithubClient } from "./client";

const pageSize = 100;

/** A list of GitHub's, page by page. */
export async function* pages<Schema extends z.ZodType>(
  client: GithubClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  schema: Schema,
): AsyncGenerator<readonly z.output<Schema>[]> {
  for (let page = 1; ; page += 1) {
    const entries = await client.request(route, { ...parameters, per_page: pageSize, page }, z.array(schema));
    yield entries;
    if (entries.length < pageSize) return;
  }
}
