/** Shapes that only a credential has; a configuration that holds one is refused without repeating it. */
const credentialShapes: readonly RegExp[] = [
  /AIza[0-9A-Za-z_-]{30,}/,
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /"private_key"\s*:/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bey[A-Za-z0-9_-]{10,}\.ey[A-Za-z0-9_-]{10,}\./,
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i,
];

export function looksLikeCredential(value: string): boolean {
  return credentialShapes.some((shape) => shape.test(value));
}

const remedy = "store the value in Secrets Manager and write the name of the secret here";

/** Why the text cannot name a secret, or nothing. Never repeats the text: it may be the secret itself. */
export function secretNameProblem(value: string): string | undefined {
  if (looksLikeCredential(value)) return `this is a secret's value, not its name; ${remedy}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)) {
    return `this is not the name of a secret; use lower-case letters, digits and single inner hyphens. If it is the value: ${remedy}`;
  }
  if (/-[a-z0-9]{6}$/.test(value) && /\d/.test(value.slice(-6))) {
    return "a secret's name must not end in a hyphen and six characters: AWS adds such a suffix to the ARN; choose another name";
  }
  return value.length > 64 ? "use at most 64 characters" : undefined;
}

/** Why the text cannot be a plain environment value, or nothing. */
export function plainValueProblem(value: string): string | undefined {
  return looksLikeCredential(value)
    ? `this looks like a credential, and plain values end up in the state; move it to secrets: ${remedy}`
    : undefined;
}
