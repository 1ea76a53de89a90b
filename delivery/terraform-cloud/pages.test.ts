import { expect, test } from "vitest";
import { z } from "zod";
import { terraformCloudClient } from "./client";

/** A server with these pages, each told the next one's number; @returns the list, and what was asked for it */
async function listed(pages: readonly (readonly unknown[])[], next: (page: number) => unknown, atMost?: number) {
  const asked: string[] = [];
  const fetch = async (url: unknown) => {
    asked.push(decodeURIComponent(String(url)).replace("https://app.terraform.io/api/v2", ""));
    const number = asked.length;
    const pagination = { "current-page": number, "next-page": next(number) };
    return Response.json({ data: pages[number - 1] ?? [], meta: { pagination } });
  };
  const { list } = terraformCloudClient({ hostname: "app.terraform.io", token: "secret", fetch });
  return { items: await list("/varsets?filter[names]=a", z.number(), atMost), asked };
}

test("a list is read to its last page", async () => {
  const { items, asked } = await listed([[1, 2], [3], [4]], (page) => (page < 3 ? page + 1 : null));
  expect(items).toEqual([1, 2, 3, 4]);
  expect(asked).toEqual([1, 2, 3].map((page) => `/varsets?filter[names]=a&page[number]=${page}&page[size]=100`));
});

test("a list that is long enough is read no further", async () => {
  expect((await listed([[1, 2], [3, 4], [5]], (page) => page + 1, 3)).asked).toHaveLength(2);
});

test("a list without pages is whole", async () => {
  const fetch = () => Promise.resolve(Response.json({ data: [1, 2] }));
  const { list } = terraformCloudClient({ hostname: "app.terraform.io", token: "secret", fetch });
  expect(await list("/varsets", z.number())).toEqual([1, 2]);
});

test.each([
  ["one page again and again", () => 1, 1],
  ["page 2 for ever", () => 2, 2],
  ["pages that leave one out", (page: number) => page + 2, 1],
  ["pages without end", (page: number) => page + 1, 500],
])("%s is an end in words", async (_, next, pages) => {
  await expect(listed([[1]], next)).rejects.toThrow(
    new RegExp(`names page \\d+ of /varsets.* after page ${pages}, and its pages have no end; `),
  );
});
