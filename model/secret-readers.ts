export interface SecretReaders {
  readonly secret: string;
  readonly variables: readonly string[];
}

/** @param secrets environment variable: secret. @returns each secret once with the variables that show it, sorted by name */
export function secretReaders(secrets: Readonly<Record<string, string>>): readonly SecretReaders[] {
  const names = [...new Set(Object.values(secrets))].sort();
  return names.map((secret) => ({
    secret,
    variables: Object.keys(secrets).filter((variable) => secrets[variable] === secret),
  }));
}
