import { expect, test } from "vitest";
import { secretReaders } from "./secret-readers";

test("names a secret once, with every variable that shows it", () => {
  expect(secretReaders({ PRIMARY_KEY: "gemini-api-key", FALLBACK_KEY: "gemini-api-key" })).toEqual([
    { secret: "gemini-api-key", variables: ["PRIMARY_KEY", "FALLBACK_KEY"] },
  ]);
});

test("sorts by secret, in whatever order the variables are written", () => {
  expect(secretReaders({ GEMINI: "gemini-api-key", GCP: "gcp-key" }).map(({ secret }) => secret)).toEqual([
    "gcp-key",
    "gemini-api-key",
  ]);
});

test("is empty without secrets", () => {
  expect(secretReaders({})).toEqual([]);
});
