import { describe, expect, test } from "vitest";
import {
  looksLikeCredential,
  namesCredential,
  plainVariableProblem,
  secretNameProblem,
  shownValue,
  withoutCredentials,
} from "./secret-values";

const credentials = [
  "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
  "AKIAIOSFODNN7EXAMPLE",
  "ASIAIOSFODNN7EXAMPLE",
  "-----BEGIN RSA PRIVATE KEY-----",
  '{"private_key": "x"}',
  "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
  "sk-abcdefghijklmnopqrstuvwxyz",
  "xoxb-1234567890-abcdef",
  "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZ2VudCJ9.c2ln",
  "postgres://shop:hunter2@db.example.com/shop",
  "redis://:hunter2@cache.example.com",
  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
];

test.each(credentials)("%s looks like a credential, alone and within a text", (credential) => {
  expect(looksLikeCredential(credential)).toBe(true);
  expect(withoutCredentials(`the value ${credential} here`)).not.toContain(credential);
  expect(shownValue(credential)).toBe("a value that looks like a credential (not shown)");
});

test.each([
  "payment-api-key",
  "ShopTaskRole",
  "https://auth.example.com/.well-known/jwks.json",
  "https://idp.example.com/us-east-1_AbCdEf123/.well-known/jwks",
  "subnet-0123456789abcdef0",
  "3f786850e387550fdab836ed7e6dc881de23001b",
  "platform-team@example.com",
])("%s is shown as it is", (value) => {
  expect(looksLikeCredential(value)).toBe(false);
  expect(shownValue(value)).toBe(value);
  expect(withoutCredentials(value)).toBe(value);
});

test("a Workload Identity Federation provider is no credential, as long as its name is", () => {
  const provider =
    "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool/providers/aws-staging";
  expect(looksLikeCredential(provider)).toBe(false);
  expect(withoutCredentials(provider)).toBe(provider);
});

test.each(["a", "ey-", "a:", "-----BEGIN ", "Aa1 "])("a file full of %j is searched in no time", (part) => {
  expect(looksLikeCredential(part.repeat((256 * 1024) / part.length))).toBe(false);
});

test.each([
  "DB_PASSWORD",
  "API_KEY",
  "PAYMENT_API_KEY",
  "TOKEN",
  "GCP_SERVICE_ACCOUNT_KEY",
  "CLIENT_SECRET",
  "secrets",
])("%s names a credential", (name) => {
  expect(namesCredential(name)).toBe(true);
});

test.each(["MAX_TOKENS", "TOKEN_LIMIT", "PUBLIC_KEY_URL", "KEYBOARD", "MONKEY", "jwksUrl"])("%s names none", (name) => {
  expect(namesCredential(name)).toBe(false);
});

test.each([
  [null, "an empty value"],
  [[1], "a list"],
  [{ a: 1 }, "a mapping"],
  [3000, "3000"],
  [true, "true"],
  ["", '""'],
  ["two\nlines", '"two\\nlines"'],
  ["a b", '"a b"'],
  ["x".repeat(61), `${"x".repeat(60)}…`],
])("the value %j is shown as %s", (value, text) => {
  expect(shownValue(value)).toBe(text);
});

describe("the name of a secret", () => {
  test.each(["payment-api-key", "gcp-service-account-key", "key2", `k${"2".repeat(63)}`, "ends-in-letter"])(
    "may be %s",
    (name) => {
      expect(secretNameProblem(name)).toBeUndefined();
    },
  );

  test.each(credentials)("is not the value %s, which is not repeated", (value) => {
    expect(secretNameProblem(value)).toBe(
      "this is a secret's value, not its name; store the value in Secrets Manager and write the name of the secret here",
    );
  });

  test("is not hunter2!, which is not repeated either", () => {
    expect(secretNameProblem("hunter2!")).toBe(
      "this is not the name of a secret; use lower-case letters, digits and single inner hyphens; if it is the value, store the value in Secrets Manager and write the name of the secret here",
    );
  });

  test("does not end like the suffix that AWS adds to the ARN", () => {
    expect(secretNameProblem("payment-abc123")).toContain("must not end in a hyphen and six characters");
    expect(secretNameProblem("payment-abc12")).toBeUndefined();
  });

  test("has at most 64 characters", () => {
    expect(secretNameProblem(`k${"2".repeat(64)}`)).toBe("the name has 65 characters; use at most 64");
  });
});

test("a plain variable holds no credential, by its value or by its name", () => {
  expect(plainVariableProblem("LOG_LEVEL", "debug")).toBeUndefined();
  expect(plainVariableProblem("LOG_LEVEL", "AKIAIOSFODNN7EXAMPLE")).toBe(
    "this looks like a credential, and plain values end up in the state; move it to secrets by its name in Secrets Manager",
  );
  expect(plainVariableProblem("DB_PASSWORD", "hunter2")).toBe(
    "DB_PASSWORD names a credential, and plain values end up in the state; move it to secrets by its name in Secrets Manager",
  );
});
