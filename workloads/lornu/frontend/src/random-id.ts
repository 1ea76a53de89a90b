/** Not `crypto.randomUUID`: browsers have that on HTTPS only, and an environment without a domain is served by HTTP. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
