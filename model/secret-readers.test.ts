import { expect, test } from "vitest";
import { secretReaders } from "./secret-readers";

test("names a secret once, with every variable that shows it", () => {
  expect(secretReaders({ PRIMARY_KEY: "payment-api-key", FALLBACK_KEY: "payment-api-key" })).toEqual([
    { secret: "payment-api-key", variables: ["PRIMARY_KEY", "FALLBACK_KEY"] },
  ]);
});

test("sorts by secret, in whatever order the variables are written", () => {
  expect(secretReaders({ GEMINI: "payment-api-key", GCP: "gcp-key" }).map(({ secret }) => secret)).toEqual([
    "gcp-key",
    "payment-api-key",
  ]);
});

test("is empty without secrets", () => {
  expect(secretReaders({})).toEqual([]);
});
