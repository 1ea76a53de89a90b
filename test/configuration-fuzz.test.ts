import { expect, test } from "vitest";
import { fuzzDocuments } from "./helpers/fuzz/documents";
import { loadDocument } from "./helpers/fuzz/load-document";

/** `npm run proof:configuration` has many more, and asks for their times. */
test("whatever becomes of a file, it loads or is refused with faults that stand in it", () => {
  const documentOf = fuzzDocuments(2);
  const breaches = Array.from({ length: 400 }, (_, number) => {
    const document = documentOf(number);
    return loadDocument(document).breaches.map((breach) => `document ${number}, ${document.title}: ${breach}`);
  });
  expect(breaches.flat()).toEqual([]);
});
