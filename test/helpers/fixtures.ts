import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../../config/configuration";
import { loadConfiguration } from "../../config/load";
import type { Environment } from "../../config/schema/environment";

/** Projects of made-up customers, which the product is tested on: what is in `config/` is its users' to change. */
export const fixtureNames = ["small", "kinds", "inside"] as const;

/** With what no provider of a rehearsal can make, so that neither its calls nor its changes are recorded. */
export const synthesizedFixtureNames = [...fixtureNames, "hosts", "blue-green"] as const;

export type FixtureName = (typeof synthesizedFixtureNames)[number];

export type RehearsedFixtureName = (typeof fixtureNames)[number];

/** The project's root, which holds its `config/`. */
export function fixtureFolder(name: FixtureName): string {
  return `test/fixtures/${name}`;
}

export function fixture(name: FixtureName): Configuration {
  return loadConfiguration(fixtureFolder(name));
}

/** The one environment of the smallest fixture: a service of the web behind a domain. */
export function smallStaging(): Environment {
  const [environment] = fixture("small").environments;
  if (environment === undefined) throw new Error("the fixture has no environment");
  return environment;
}

/** Puts a fixture's settings in the place of those that a copy of the project has. */
export function placeFixture(name: FixtureName, folder: string): void {
  for (const settings of ["accounts", "environments", "locks", "accepted-risks.yaml", "approved-losses.yaml"]) {
    rmSync(join(folder, "config", settings), { recursive: true, force: true });
  }
  cpSync(join(fixtureFolder(name), "config"), join(folder, "config"), { recursive: true });
}
