import { kebabCase } from "./name-rules";

/**
 * Shapes that only a credential has; a configuration that holds one is refused without repeating it. No part is open-ended
 * before a shape is decided, so that a long text takes no longer than it must.
 */
const credentialShapes: readonly RegExp[] = [
  /AIza[0-9A-Za-z_-]{30,}/,
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/,
  /"private_key"\s*:/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bey[A-Za-z0-9_-]{10,500}\.ey[A-Za-z0-9_-]{10,}\./,
  /[a-z][a-z0-9+.-]{1,20}:\/\/[^/\s:@]*:[^/\s@]+@/i,
  // An AWS secret access key, or anything else as random: 32 and more mixed letters and digits without a break. The name of a
  // Workload Identity Federation provider is as long and public.
  /(?<!\/\/iam\.googleapis\.)(?<![A-Za-z0-9+/=_-])(?=[A-Za-z0-9+/=_-]*[a-z])(?=[A-Za-z0-9+/=_-]*[A-Z])(?=[A-Za-z0-9+/=_-]*\d)[A-Za-z0-9+/=_-]{32,}(?![A-Za-z0-9+/=_-])/,
];

/** Words that the name of a credential ends in. */
const credentialName = /(^|_)(PASSWORD|PASSWD|SECRETS?|TOKEN|CREDENTIALS?|(API|PRIVATE|ACCESS|ACCOUNT|SECRET)_?KEY)$/i;

const shownLength = 60;

export function looksLikeCredential(value: string): boolean {
  return credentialShapes.some((shape) => shape.test(value));
}

/** The text without whatever in it looks like a credential. */
export function withoutCredentials(text: string): string {
  return credentialShapes.reduce(
    (rest, shape) => rest.replaceAll(new RegExp(shape, `${shape.flags}g`), "[not shown]"),
    text,
  );
}

/** Whether an environment variable of this name is expected to hold a credential. */
export function namesCredential(variable: string): boolean {
  return credentialName.test(variable);
}

/** A configured value as a message may repeat it: on one line, cut, and never a credential. */
export function shownValue(value: unknown): string {
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  const text = String(value);
  if (looksLikeCredential(text)) return "a value that looks like a credential (not shown)";
  const cut = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return /^[\w./:@+~…-]+$/.test(cut) ? cut : JSON.stringify(cut);
}

const remedy = "store the value in Secrets Manager and write the name of the secret here";

/** Why the text cannot name a secret, or nothing. Never repeats the text: it may be the secret itself. */
export function secretNameProblem(value: string): string | undefined {
  if (looksLikeCredential(value)) return `this is a secret's value, not its name; ${remedy}`;
  if (!kebabCase.test(value)) {
    return `this is not the name of a secret; use lower-case letters, digits and single inner hyphens; if it is the value, ${remedy}`;
  }
  if (/-[a-z0-9]{6}$/.test(value) && /\d/.test(value.slice(-6))) {
    return "a secret's name must not end in a hyphen and six characters, as AWS adds such a suffix to the ARN; choose another name";
  }
  return value.length > 64 ? `the name has ${value.length} characters; use at most 64` : undefined;
}

/** Why the pair cannot be a plain environment variable, or nothing. */
export function plainVariableProblem(name: string, value: string): string | undefined {
  if (looksLikeCredential(value)) {
    return "this looks like a credential, and plain values end up in the state; move it to secrets by its name in Secrets Manager";
  }
  return namesCredential(name)
    ? `${name} names a credential, and plain values end up in the state; move it to secrets by its name in Secrets Manager`
    : undefined;
}
