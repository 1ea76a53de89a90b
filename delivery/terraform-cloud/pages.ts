import { z } from "zod";
import { UserError } from "../../running/user-error";

/** One question, whose answer is held against a schema. */
export type Get = <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.output<Schema>>;

/** The most that a page holds: documentation, API Overview, "Pagination"; without asking it is 20. */
const pageSize = 100;

/** More entries than an organization has of anything that is listed here. */
const mostPages = 500;

/** @throws UserError where the pages have no end */
export async function listOf<Item extends z.ZodType>(
  { hostname, get }: { readonly hostname: string; readonly get: Get },
  path: string,
  item: Item,
  atMost = Number.POSITIVE_INFINITY,
): Promise<readonly z.output<Item>[]> {
  const items: z.output<Item>[] = [];
  for (let number = 1; ; number += 1) {
    const query = `page%5Bnumber%5D=${number}&page%5Bsize%5D=${pageSize}`;
    const { data, meta } = await get(`${path}${path.includes("?") ? "&" : "?"}${query}`, pageOf(item));
    items.push(...data);
    // Some lists have no pages, and then no word of them.
    const next = meta?.pagination?.["next-page"] ?? undefined;
    if (next === undefined || items.length >= atMost) return items;
    if (next !== number + 1 || number === mostPages) {
      throw new UserError(
        `${hostname} names page ${next} of ${path} after page ${number}, and its pages have no end; is terraformCloud.hostname right?`,
      );
    }
  }
}

function pageOf<Item extends z.ZodType>(item: Item) {
  const pagination = z.object({ "next-page": z.number().nullish() });
  return z.object({ data: z.array(item), meta: z.object({ pagination: pagination.optional() }).optional() });
}
