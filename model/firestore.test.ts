import { expect, test } from "vitest";
import { firestoreDatabaseProblem } from "./firestore";

test.each([
  ["staging", "staging"],
  ["staging", "product-catalogue"],
  ["staging", "delivery"],
  ["lornu-prod", "production"],
])("%s may use %s", (environment, database) => {
  expect(firestoreDatabaseProblem(environment, database)).toBeUndefined();
});

test.each(["prod", "lornu-production", "prd", "live-data"])("a staging environment may not use %s", (database) => {
  expect(firestoreDatabaseProblem("staging", database)).toBe(
    `${database} is a production database by its name, and staging is not a production environment; use a database of this environment alone`,
  );
});

test("nobody may use the default database, which is shared", () => {
  expect(firestoreDatabaseProblem("production", "default")).toContain("default is shared by the whole project");
});
