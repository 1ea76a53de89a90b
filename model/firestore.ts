import { shownValue } from "./secret-values";

const productionWords: ReadonlySet<string> = new Set(["prod", "production", "prd", "live"]);

const remedy = "use a database of this environment alone";

export const firestoreDatabaseShape = /^[a-z][a-z0-9-]{2,61}[a-z0-9]$/;
export const firestoreDatabaseNames = "4 to 63 lower-case letters, digits and hyphens";

/** Why no environment may use the Firestore database of this name, or nothing. Google writes the default one in parentheses. */
export function databaseNameProblem(database: string): string | undefined {
  if (database === "(default)" || database === "default")
    return `${database} is shared by the whole project; ${remedy}`;
  return firestoreDatabaseShape.test(database)
    ? undefined
    : `${shownValue(database)} is not the name of a Firestore database; ${remedy}: ${firestoreDatabaseNames}`;
}

/**
 * Why an environment that is not production may not use the Firestore database of this name, or nothing. What a name says is
 * all that is known of a database.
 */
export function productionDatabaseProblem(environment: string, database: string): string | undefined {
  return database.split("-").some((word) => productionWords.has(word))
    ? `${database} is a production database by its name, and ${environment} is not a production environment; ${remedy}`
    : undefined;
}
