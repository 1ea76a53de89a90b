import { describe, expect, test } from "vitest";
import { databaseNameProblem, productionDatabaseProblem } from "./firestore";

test.each(["default", "(default)"])("nobody may use %s, the default database, which is shared", (database) => {
  expect(databaseNameProblem(database)).toBe(
    `${database} is shared by the whole project; use a database of this environment alone`,
  );
});

test.each(["Staging", "abc", "staging_2", "-staging", "s".repeat(64)])("%s is no name of a database", (database) => {
  expect(databaseNameProblem(database)).toMatch(
    / is not the name of a Firestore database; use a database of this environment alone: 4 to 63 lower-case letters, digits and hyphens$/,
  );
});

test.each(["staging", "defaults", "s2-a", "s".repeat(63)])("%s is a name of one", (database) => {
  expect(databaseNameProblem(database)).toBeUndefined();
});

describe("production", () => {
  test.each(["staging", "product-catalogue", "delivery"])("a staging environment may use %s", (database) => {
    expect(productionDatabaseProblem("staging", database)).toBeUndefined();
  });

  test.each(["prod", "shop-production", "prd", "live-data"])("a staging environment may not use %s", (database) => {
    expect(productionDatabaseProblem("staging", database)).toBe(
      `${database} is a production database by its name, and staging is not a production environment; use a database of this environment alone`,
    );
  });
});
