import type { Page } from "./json-api";

/** Documentation, API Overview, "Pagination". */
const usualSize = 20;
const largestSize = 100;

/** The part of a list that a query asks for. */
export function paged({ resources, isWholeUnlessAsked }: Page, query: URLSearchParams) {
  const asked = { number: query.get("page[number]"), size: query.get("page[size]") };
  const isAsked = asked.number !== null || asked.size !== null;
  if (isWholeUnlessAsked && !isAsked) return { data: resources };
  const size = Math.min(positive(asked.size) ?? usualSize, largestSize);
  const number = positive(asked.number) ?? 1;
  const total = Math.max(1, Math.ceil(resources.length / size));
  return {
    data: resources.slice((number - 1) * size, number * size),
    meta: {
      pagination: {
        "current-page": number,
        "page-size": size,
        "prev-page": number > 1 ? number - 1 : null,
        "next-page": number < total ? number + 1 : null,
        "total-pages": total,
        "total-count": resources.length,
      },
    },
  };
}

function positive(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
