import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Unavailable } from "../../running/user-error";

/**
 * Bun is installed by npm, in the version that package.json pins. Its install script moves the program from the package
 * of the platform to `bun` itself; npm may be told to run no scripts, so either place is right.
 * @returns the program
 */
export function findBun(projectRoot: string): string {
  const packages = join(projectRoot, "node_modules");
  const places = [...platformPackages(packages), join(packages, "bun")];
  const programs = places.flatMap((place) => [join(place, "bin", "bun"), join(place, "bin", "bun.exe")]);
  const found = programs.find((program) => spawnSync(program, ["--version"]).status === 0);
  if (found === undefined) throw new Unavailable("Bun is not in node_modules; install it with: npm ci");
  return found;
}

/**
 * @returns what runs a script of a package.json with that very Bun: without `--bun`, a `bun` in the script is the first on
 * PATH or in a `node_modules/.bin`, where the one of a package whose install script did not run only complains
 */
export function bunScript(name: string): readonly string[] {
  return ["run", "--bun", name];
}

/** npm installs only the one that runs here. */
function platformPackages(packages: string): readonly string[] {
  const scope = join(packages, "@oven");
  return existsSync(scope) ? readdirSync(scope).map((name) => join(scope, name)) : [];
}
