const productionWords: ReadonlySet<string> = new Set(["prod", "production", "prd", "live"]);

/**
 * Why the environment may not use the Firestore database of this name, or nothing. What a name says is all that is known here:
 * a database that calls itself production belongs to environments that do so too. The default database is always shared.
 */
export function firestoreDatabaseProblem(environment: string, database: string): string | undefined {
  if (database === "default") return "default is shared by the whole project; use a database of this environment alone";
  return saysProduction(database) && !saysProduction(environment)
    ? `${database} is a production database by its name, and ${environment} is not a production environment; use a database of this environment alone`
    : undefined;
}

function saysProduction(name: string): boolean {
  return name.split("-").some((word) => productionWords.has(word));
}
