import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const complete = {
  PORT: "3001",
  JWT_SECRET: "k".repeat(32),
  DATABASE_URL: "postgres://aldeia@db/aldeia",
  CHROMADB_URL: "http://chromadb:8000",
  CHROMA_AUTH_TOKEN: "token",
};

test("settings are read", () => {
  expect(readSettings(complete)).toMatchObject({
    port: 3001,
    chromaUrl: "http://chromadb:8000",
    stopTimeoutSeconds: 30,
  });
});

test("everything that is missing or wrong is named at once, and no value is quoted", () => {
  expect(() => readSettings({ JWT_SECRET: "short", CHROMADB_URL: "chromadb" })).toThrow(
    "JWT_SECRET is not 32 characters or more; DATABASE_URL is not set; CHROMADB_URL is not an address such as http://chromadb:8000; CHROMA_AUTH_TOKEN is not set",
  );
});
