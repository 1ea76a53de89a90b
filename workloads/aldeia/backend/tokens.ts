import { createHmac, timingSafeEqual } from "node:crypto";

/** JSON Web Tokens of one kind: HS256, a subject and an end. */
const header = encoded({ alg: "HS256", typ: "JWT" });

export function tokenFor(subject: string, expiresAtSeconds: number, key: string): string {
  const signed = `${header}.${encoded({ sub: subject, exp: expiresAtSeconds })}`;
  return `${signed}.${signatureOf(signed, key)}`;
}

/** @returns whom a token was made for; nothing where it was not made here, or has ended */
export function subjectOf(token: string, nowSeconds: number, key: string): string | undefined {
  const [head, body, signature, ...others] = token.split(".");
  // No other header is accepted, and with it no other algorithm.
  if (head !== header || body === undefined || signature === undefined || others.length > 0) return undefined;
  if (!isSame(signature, signatureOf(`${head}.${body}`, key))) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
  if (typeof claims !== "object" || claims === null || !("sub" in claims) || !("exp" in claims)) return undefined;
  const { sub, exp } = claims;
  return typeof sub === "string" && typeof exp === "number" && exp > nowSeconds ? sub : undefined;
}

function signatureOf(text: string, key: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
